/**
 * A hand on the drawn seal, with mouse, finger, pen or keyboard: where it is, how fast it goes, how firmly it presses.
 *
 * Neither mouse nor finger tells how firmly somebody presses (many screens claim "fully" for the lightest tap), so the
 * hand is gentle unless its owner makes it firm, by the switch under the picture or by holding shift. Only a pen is believed.
 */

import { HEIGHT, WIDTH } from "./seal.js";
import { perform } from "./touching.js";
import { beside, headingOver } from "./zones.js";

/** @typedef {import("./seal.js").Seal} Seal */
/** @typedef {import("./touching.js").Doing} Doing */
/**
 * @typedef {object} TouchMessage
 * @property {"touch"} kind
 * @property {"down" | "move" | "up"} phase
 * @property {string} zone
 * @property {number} x 0..1 @property {number} y 0..1 in the drawing
 * @property {number} speed_cm_s of the hand itself: the seal is drawn smaller than life, a hand is not
 * @property {number} pressure 0..1
 * @property {number} [direction_deg] over the coat, 0 toward the tail; left out while it rests
 */

/** A CSS pixel is 1/96 inch. */
const PIXELS_PER_CM = 96 / 2.54;
const LEAST_GAP_MS = 1000 / 30;
const STILL_GAP_MS = 80;
const GENTLE = 0.4;
const FIRM = 0.9;
/** A firm hand that lies still closes by degrees, after a moment: so it squeezes and does not strike. */
const CLOSES_AFTER_S = 0.45;
const CLOSES_PER_S = 1.2;
const MOVES_FROM_CM = 0.1;
/** A hand that is slower goes nowhere. */
const HEADS_FROM_CM_S = 0.5;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/**
 * Makes the drawn seal feel.
 * @param {Seal} seal
 * @param {(message: TouchMessage) => void} send
 * @param {() => boolean} firm whether the hand is set to be firm
 * @returns {(doing: Doing, zone: string) => void} touches a place without a pointer: for buttons
 */
export function feelTouch(seal, send, firm) {
  const hand = new Hand(seal, send);
  const { svg } = seal;
  let pointer = -1;
  let at = { x: 0, y: 0 };
  let began = { x: 0, y: 0, moved: false };
  let timer = 0;

  const lift = () => {
    clearInterval(timer);
    timer = 0;
    hand.lift();
  };
  /** @param {PointerEvent} event */
  const pressure = (event) => {
    if (event.pointerType === "pen" && event.pressure) return event.pressure;
    if (!firm() && !event.shiftKey) return GENTLE;
    return began.moved ? FIRM : hand.closing;
  };
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== -1 || svg.dataset.hand === "carry") return;
    const zone = zoneUnder(event);
    if (!zone) return;
    stopPerforming();
    pointer = event.pointerId;
    svg.setPointerCapture(pointer);
    event.preventDefault();
    at = { x: event.clientX, y: event.clientY };
    began = { ...at, moved: false };
    hand.touch(zone, seal.toDrawing(at.x, at.y), pressure(event), 0);
    // A hand that lies still says so, and how firmly.
    timer = window.setInterval(() => hand.stay(pressure(event)), STILL_GAP_MS);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const way_cm = Math.hypot(event.clientX - at.x, event.clientY - at.y) / PIXELS_PER_CM;
    at = { x: event.clientX, y: event.clientY };
    began.moved ||= Math.hypot(at.x - began.x, at.y - began.y) > MOVES_FROM_CM * PIXELS_PER_CM;
    const zone = zoneUnder(event);
    if (zone) hand.touch(zone, seal.toDrawing(at.x, at.y), pressure(event), way_cm);
    else hand.lift();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    svg.addEventListener(end, (event) => {
      if (/** @type {PointerEvent} */ (event).pointerId !== pointer) return;
      pointer = -1;
      lift();
    });
  }
  window.addEventListener("pagehide", lift);

  let stopPerforming = () => {};
  /** @param {Doing} doing @param {string} zone @param {() => boolean} [goOn] */
  const act = (doing, zone, goOn) => {
    stopPerforming();
    if (pointer === -1) stopPerforming = perform(doing, hand, zone, goOn);
  };
  touchWithKeys(seal, act, () => stopPerforming());
  return act;
}

/** @param {PointerEvent} event @returns {string | undefined} */
function zoneUnder(event) {
  const found = document.elementFromPoint(event.clientX, event.clientY);
  return found instanceof SVGElement ? found.dataset.zone : undefined;
}

/**
 * One place of the seal is in the tab order and arrows choose another. Space strokes as long as it is held and enter pats;
 * with shift, space squeezes and enter pushes; H hits.
 * @param {Seal} seal
 * @param {(doing: Doing, zone: string, goOn?: () => boolean) => void} act
 * @param {() => void} stop
 */
function touchWithKeys(seal, act, stop) {
  const { svg, zones } = seal;
  let chosen = "back_front";
  let held = "";
  zones.get(chosen)?.setAttribute("tabindex", "0");
  svg.addEventListener("keydown", (event) => {
    const zone = /** @type {SVGElement} */ (event.target).dataset?.zone;
    if (!zone || event.ctrlKey || event.altKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    const doing = doingOf(event);
    if (!arrow && !doing) return;
    event.preventDefault();
    if (arrow) {
      held = "";
      stop();
      const next = beside(zone, ...arrow);
      zones.get(chosen)?.setAttribute("tabindex", "-1");
      chosen = next;
      zones.get(next)?.setAttribute("tabindex", "0");
      /** @type {SVGElement} */ (zones.get(next)).focus();
    } else if (doing && !event.repeat && !held) {
      held = event.code;
      act(doing, zone, () => held === event.code);
    }
  });
  const letGo = () => {
    held = "";
  };
  svg.addEventListener("keyup", (event) => event.code === held && letGo());
  svg.addEventListener("focusout", letGo);
  window.addEventListener("blur", letGo);
  // A screen reader's own "press" comes as a click without a pointer.
  svg.addEventListener("click", (event) => {
    const zone = /** @type {SVGElement} */ (event.target).dataset?.zone;
    if (zone && event.detail === 0) act("stroke", zone);
  });
}

/** @param {KeyboardEvent} event @returns {Doing | undefined} */
function doingOf({ key, shiftKey }) {
  if (key === " ") return shiftKey ? "squeeze" : "stroke";
  if (key === "Enter") return shiftKey ? "push" : "pat";
  return key.toLowerCase() === "h" ? "hit" : undefined;
}

/** Pressure 0..1 of a hand that squeezes. @param {number} lain_s since it came to rest */
export function closed(lain_s) {
  return Math.min(FIRM, GENTLE + CLOSES_PER_S * Math.max(0, lain_s - CLOSES_AFTER_S));
}

/** The hand on the fur: measures its speed, tells the daemon and leaves its trace on the drawing. */
export class Hand {
  /** @param {Seal} seal @param {(message: TouchMessage) => void} send */
  constructor(seal, send) {
    this.seal = seal;
    this.send = send;
    this.zone = "";
    this.at = { x: 0, y: 0 };
    /** Its way of late, in the drawing's units a second. */
    this.way = { x: 0, y: 0 };
    this.pressure = GENTLE;
    this.speed_cm_s = 0;
    this.began_ms = 0;
    this.moved_ms = 0;
    this.sent_ms = 0;
  }

  /**
   * @param {string} zone
   * @param {{x: number, y: number}} at in the drawing's units
   * @param {number} pressure 0..1
   * @param {number} way_cm how far the hand itself has come since it was last told
   * @param {number} [speed_cm_s] when known
   */
  touch(zone, at, pressure, way_cm, speed_cm_s) {
    const now_ms = performance.now();
    const first = !this.zone;
    if (first) {
      this.began_ms = now_ms;
      this.speed_cm_s = speed_cm_s ?? 0;
      this.way = { x: 0, y: 0 };
      this.seal.ripples.ring(at.x, at.y, 0.5 + 0.5 * pressure);
    } else {
      const passed_s = Math.max(0.004, (now_ms - this.moved_ms) / 1000);
      const share = 1 - Math.exp(-passed_s / 0.08);
      this.speed_cm_s = speed_cm_s ?? this.speed_cm_s + (way_cm / passed_s - this.speed_cm_s) * share;
      this.way.x += ((at.x - this.at.x) / passed_s - this.way.x) * share;
      this.way.y += ((at.y - this.at.y) / passed_s - this.way.y) * share;
    }
    // The skin feels places, not hands: a hand that slides on leaves one place and comes to the next.
    const slid = !first && zone !== this.zone;
    if (slid) this.tell("up");
    this.zone = zone;
    this.at = at;
    this.pressure = pressure;
    this.moved_ms = now_ms;
    this.seal.ripples.press(at.x, at.y, pressure);
    if (first || slid) this.tell("down");
    else if (now_ms - this.sent_ms >= LEAST_GAP_MS) this.tell("move");
  }

  /** Lies where it is. @param {number} pressure 0..1 */
  stay(pressure) {
    if (this.zone && performance.now() - this.sent_ms >= STILL_GAP_MS * 0.8)
      this.touch(this.zone, this.at, pressure, 0);
  }

  /** How firm a hand is that has been closing since it came. */
  get closing() {
    return this.zone ? closed((performance.now() - this.began_ms) / 1000) : GENTLE;
  }

  /** The hand leaves the fur. */
  lift() {
    this.seal.ripples.lift();
    if (!this.zone) return;
    this.tell("up");
    this.zone = "";
  }

  /** @param {"down" | "move" | "up"} phase */
  tell(phase) {
    this.sent_ms = performance.now();
    const share = (/** @type {number} */ value) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
    const { x, y } = this.way;
    const heads = this.speed_cm_s >= HEADS_FROM_CM_S && Math.hypot(x, y) > 1;
    this.send({
      kind: "touch",
      phase,
      zone: this.zone,
      x: share(this.at.x / WIDTH),
      y: share(this.at.y / HEIGHT),
      speed_cm_s: Math.round(Math.min(200, this.speed_cm_s) * 10) / 10,
      pressure: share(this.pressure),
      ...(heads ? { direction_deg: Math.round(headingOver(this.zone, x, y)) } : {}),
    });
  }
}

