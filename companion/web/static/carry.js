/**
 * Carrying the seal: it is lifted, held, turned over, laid down or let go of, with mouse, finger, pen, keys or buttons.
 * The daemon hears where the hands are and works out what the body feels; here the drawing follows by the same laws.
 */

import { byId } from "./panel.js";

/** @typedef {import("./seal.js").Seal} Seal */
/** @typedef {{kind: "carry", height_cm: number, turned_deg: number, held: boolean}} CarryMessage */
/** @typedef {"lift" | "turn" | "lay" | "drop"} Move */

const LIFTED_CM = 25;
const HIGHEST_CM = 45;
/** Nearer to its bed than this, whoever lets go lays it down. */
const LAID_BELOW_CM = 3;
/** The room is drawn smaller than the seal, or it would leave the picture: units of the drawing for a centimetre of height. */
const UNITS_PER_CM = 5.4;
const DEGREES_PER_UNIT = 0.62;
/** A hand that is drawn about sideways by less only carries. */
const TURNS_FROM_UNITS = 50;
const MIDDLE = { x: 520, y: 500 };
const GRAVITY_CM_S2 = 981;
const LIFTS_PER_S = 5;
const TURNS_PER_S = 6;
const LEAST_GAP_MS = 1000 / 30;
const STILL_CM = 0.05;
const STILL_DEG = 0.3;

/** What happened, for those who cannot see it. @type {Record<Move | "rights" | "held", string>} */
const TOLD = {
  lift: "You lift it out of its bed and hold it.",
  turn: "You turn it over: its belly is up.",
  rights: "You turn it the right way up.",
  lay: "You lay it down.",
  drop: "You let go: it falls onto its bed.",
  held: "You hold it in your hands.",
};
const WORDS = { lift: "Lift", turn: "Turn over", lay: "Lay down", drop: "Let go" };
const KEYS = /** @type {Record<string, Move>} */ ({ l: "lift", t: "turn", d: "drop" });

/** The hands, and the drawing that follows them. */
export class Carrying {
  /**
   * @param {Seal} seal
   * @param {(message: CarryMessage) => unknown} send
   * @param {(words: string) => void} tell
   */
  constructor(seal, send, tell) {
    this.seal = seal;
    this.send = send;
    this.tell = tell;
    this.goal = { height_cm: 0, turned_deg: 0, held: false };
    this.now = { height_cm: 0, turned_deg: 0, speed: 0, turning: 0 };
    this.sent_ms = -Infinity;
    this.late = 0;
    this.last_ms = 0;
    this.moving = false;
    /** Told whenever the hands do something else. @type {() => void} */
    this.changed = () => {};
  }

  /** Whether somebody holds it above its bed. */
  get up() {
    return this.goal.held && this.goal.height_cm > 0;
  }

  get turned() {
    return Math.abs(this.goal.turned_deg) > 90;
  }

  /** One of the four things hands do. @param {Move} move */
  do(move) {
    if (move === "lift") {
      if (this.up) return this.do("lay");
      this.tell(TOLD.lift);
      return this.hold(LIFTED_CM, this.goal.turned_deg);
    }
    if (move === "turn") {
      this.tell(this.turned ? TOLD.rights : TOLD.turn);
      return this.hold(Math.max(this.goal.height_cm, LIFTED_CM), this.turned ? 0 : 180);
    }
    if (move === "lay") {
      this.tell(TOLD.lay);
      return this.hold(0, 0);
    }
    if (!this.up) return undefined;
    this.tell(TOLD.drop);
    return this.letGo();
  }

  /** @param {number} height_cm @param {number} turned_deg */
  hold(height_cm, turned_deg) {
    this.goal = { height_cm, turned_deg, held: true };
    this.say();
  }

  letGo() {
    this.goal = { ...this.goal, held: false };
    this.say();
  }

  /** Tells the daemon, not more often than it cares, but always the last of it. */
  say() {
    this.changed();
    this.follow();
    clearTimeout(this.late);
    const wait_ms = this.sent_ms + LEAST_GAP_MS - performance.now();
    if (wait_ms > 0 && this.goal.held) {
      this.late = window.setTimeout(() => this.say(), wait_ms);
      return;
    }
    this.sent_ms = performance.now();
    const tenth = (/** @type {number} */ value) => Math.round(value * 10) / 10;
    const { height_cm, turned_deg, held } = this.goal;
    this.send({ kind: "carry", height_cm: tenth(height_cm), turned_deg: tenth(turned_deg), held });
  }

  /** Lets the drawing follow until it is where the hands are. */
  follow() {
    if (this.moving) return;
    this.moving = true;
    this.last_ms = performance.now();
    const step = (/** @type {number} */ now_ms) => {
      const passed_s = Math.min(0.05, Math.max(0, now_ms - this.last_ms) / 1000);
      this.last_ms = now_ms;
      this.moving = this.step(passed_s);
      if (!this.moving) Object.assign(this.now, this.goal, { speed: 0, turning: 0 });
      this.paint();
      if (this.moving) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** @param {number} passed_s @returns {boolean} whether it still moves */
  step(passed_s) {
    const { now, goal } = this;
    if (!goal.held) {
      now.turning = 0;
      now.speed -= GRAVITY_CM_S2 * passed_s;
      now.height_cm += now.speed * passed_s;
      if (now.height_cm > 0) return true;
      now.height_cm = now.speed = 0;
      this.goal.turned_deg = now.turned_deg;
      this.goal.height_cm = 0;
      return false;
    }
    if (this.seal.calm.matches) {
      Object.assign(now, { height_cm: goal.height_cm, turned_deg: goal.turned_deg, speed: 0, turning: 0 });
      return false;
    }
    now.speed += LIFTS_PER_S * (LIFTS_PER_S * (goal.height_cm - now.height_cm) - 2 * now.speed) * passed_s;
    now.height_cm = Math.max(0, now.height_cm + now.speed * passed_s);
    now.turning += TURNS_PER_S * (TURNS_PER_S * (goal.turned_deg - now.turned_deg) - 2 * now.turning) * passed_s;
    now.turned_deg += now.turning * passed_s;
    return (
      Math.abs(goal.height_cm - now.height_cm) + Math.abs(now.speed) * 0.1 > STILL_CM ||
      Math.abs(goal.turned_deg - now.turned_deg) + Math.abs(now.turning) * 0.1 > STILL_DEG
    );
  }

  /** Writes it into the drawing; what of the bed is drawn with the body is moved back. */
  paint() {
    const up = (this.now.height_cm * UNITS_PER_CM).toFixed(1);
    const turned = this.now.turned_deg.toFixed(1);
    const { creature, stays } = this.seal.carried;
    const about = `${MIDDLE.x} ${MIDDLE.y}`;
    const away = Number(up) > 0 || Number(turned) !== 0;
    if (!away) for (const part of [creature, ...stays]) part.removeAttribute("transform");
    else {
      creature.setAttribute("transform", `translate(0 -${up}) rotate(${turned} ${about})`);
      for (const part of stays) part.setAttribute("transform", `rotate(${-Number(turned)} ${about}) translate(0 ${up})`);
    }
    stays[0].setAttribute("opacity", Math.max(0.25, 1 - this.now.height_cm / 40).toFixed(2));
    this.seal.svg.dataset.carried = this.up ? (this.turned ? "upside down" : "up") : away ? "falling" : "no";
  }
}

/**
 * Makes the drawn seal portable.
 * @param {Seal} seal
 * @param {(message: CarryMessage) => unknown} send
 * @param {(words: string) => void} tell
 */
export function setUpCarrying(seal, send, tell) {
  const carrying = new Carrying(seal, send, tell);
  const { svg } = seal;
  let pointer = -1;
  let from = { x: 0, y: 0, height_cm: 0, turned_deg: 0 };

  svg.addEventListener("pointerdown", (event) => {
    const grasped = event.target instanceof Element && event.target.closest(".creature");
    if (svg.dataset.hand !== "carry" || event.button !== 0 || pointer !== -1 || !grasped) return;
    pointer = event.pointerId;
    svg.setPointerCapture(pointer);
    event.preventDefault();
    from = { ...seal.toDrawing(event.clientX, event.clientY), ...carrying.goal };
    tell(TOLD.held);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const { x, y } = seal.toDrawing(event.clientX, event.clientY);
    const height_cm = Math.min(HIGHEST_CM, Math.max(0, from.height_cm + (from.y - y) / UNITS_PER_CM));
    const aside = Math.sign(x - from.x) * Math.max(0, Math.abs(x - from.x) - TURNS_FROM_UNITS);
    const turned_deg = height_cm > LAID_BELOW_CM ? from.turned_deg + aside * DEGREES_PER_UNIT : from.turned_deg;
    carrying.hold(height_cm, Math.min(180, Math.max(-180, turned_deg)));
  });
  const end = () => {
    pointer = -1;
    if (!carrying.up) return;
    if (carrying.goal.height_cm < LAID_BELOW_CM) carrying.do("lay");
    else carrying.do("drop");
  };
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
    svg.addEventListener(name, (event) => {
      if (/** @type {PointerEvent} */ (event).pointerId !== pointer) return;
      // What the browser takes away from a finger was not let go of.
      if (name === "pointerup") end();
      else if (pointer !== -1) {
        pointer = -1;
        carrying.do("lay");
      }
    });
  }
  svg.addEventListener("keydown", (event) => {
    const move = KEYS[event.key.toLowerCase()];
    if (!move || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    carrying.do(move);
  });

  const buttons = /** @type {Record<Move, HTMLButtonElement>} */ ({});
  for (const move of /** @type {Move[]} */ (Object.keys(WORDS))) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = WORDS[move];
    button.dataset.testid = `carry-${move}`;
    button.addEventListener("click", () => carrying.do(move));
    byId("carryings").append(button);
    buttons[move] = button;
  }
  carrying.changed = () => {
    buttons.lift.disabled = carrying.up;
    buttons.turn.textContent = carrying.turned ? "Turn back" : WORDS.turn;
    for (const move of /** @type {Move[]} */ (["lay", "drop"])) buttons[move].disabled = !carrying.up;
  };
  carrying.changed();
  return carrying;
}
