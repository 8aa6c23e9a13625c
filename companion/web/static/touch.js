/**
 * Strokes with mouse, finger or keyboard become touch readings: where, how fast, how firm.
 */

import { HEIGHT, UNITS_PER_CM, WIDTH } from "./seal.js";
import { beside, MIDDLES } from "./zones.js";

/** @typedef {import("./seal.js").Seal} Seal */
/**
 * @typedef {object} TouchMessage
 * @property {"touch"} kind
 * @property {"down" | "move" | "up"} phase
 * @property {string} zone
 * @property {number} x 0..1 @property {number} y 0..1 in the drawing
 * @property {number} speed_cm_s
 * @property {number} pressure 0..1
 */

const LEAST_GAP_MS = 1000 / 30;
const KEY_STROKE_MS = 50;
const KEY_SPEED_CM_S = 5;
const KEY_REACH = 34;
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
 */
export function feelTouch(seal, send) {
  const hand = new Hand(seal, send);
  const { svg } = seal;
  let pointer = -1;

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== -1) return;
    const zone = zoneUnder(event);
    if (!zone) return;
    pointer = event.pointerId;
    svg.setPointerCapture(pointer);
    event.preventDefault();
    hand.touch(zone, seal.toDrawing(event.clientX, event.clientY), event.pressure);
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const zone = zoneUnder(event);
    if (zone) hand.touch(zone, seal.toDrawing(event.clientX, event.clientY), event.pressure);
    else hand.lift();
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    svg.addEventListener(end, (event) => {
      if (/** @type {PointerEvent} */ (event).pointerId !== pointer) return;
      pointer = -1;
      hand.lift();
    });
  }
  window.addEventListener("pagehide", () => hand.lift());
  strokeWithKeys(seal, hand);
}

/** @param {PointerEvent} event @returns {string | undefined} */
function zoneUnder(event) {
  const found = document.elementFromPoint(event.clientX, event.clientY);
  return found instanceof SVGElement ? found.dataset.zone : undefined;
}

/**
 * One place of the seal is in the tab order; arrows choose another, holding space or enter strokes it.
 * @param {Seal} seal
 * @param {Hand} hand
 */
function strokeWithKeys(seal, hand) {
  const { svg, zones } = seal;
  let chosen = "back_front";
  let timer = 0;
  zones.get(chosen)?.setAttribute("tabindex", "0");
  const stop = () => {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    hand.lift();
  };
  svg.addEventListener("keydown", (event) => {
    const zone = /** @type {SVGElement} */ (event.target).dataset?.zone;
    if (!zone) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      stop();
      const next = beside(zone, ...arrow);
      zones.get(chosen)?.setAttribute("tabindex", "-1");
      chosen = next;
      zones.get(next)?.setAttribute("tabindex", "0");
      /** @type {SVGElement} */ (zones.get(next)).focus();
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (timer) return;
      let passed_ms = 0;
      const stroke = () => {
        const [x, y] = MIDDLES[zone];
        // To and fro at the pace of a slow hand.
        const way = (KEY_SPEED_CM_S * UNITS_PER_CM * passed_ms) / 1000;
        const along = Math.abs(((way + KEY_REACH) % (4 * KEY_REACH)) - 2 * KEY_REACH) - KEY_REACH;
        hand.touch(zone, { x: x - along, y }, 0.5, KEY_SPEED_CM_S);
        passed_ms += KEY_STROKE_MS;
      };
      stroke();
      timer = window.setInterval(stroke, KEY_STROKE_MS);
    }
  });
  svg.addEventListener("keyup", (event) => {
    if (event.key === " " || event.key === "Enter") stop();
  });
  svg.addEventListener("focusout", stop);
  window.addEventListener("blur", stop);
}

/** The hand on the fur: measures its speed, tells the daemon and leaves its trace on the drawing. */
class Hand {
  /** @param {Seal} seal @param {(message: TouchMessage) => void} send */
  constructor(seal, send) {
    this.seal = seal;
    this.send = send;
    this.zone = "";
    this.at = { x: 0, y: 0 };
    this.pressure = 0.5;
    this.speed_cm_s = 0;
    this.moved_ms = 0;
    this.sent_ms = 0;
  }

  /**
   * @param {string} zone
   * @param {{x: number, y: number}} at in the drawing's units
   * @param {number} pressure 0..1, 0 where the device cannot tell
   * @param {number} [speed_cm_s] when known
   */
  touch(zone, at, pressure, speed_cm_s) {
    const now_ms = performance.now();
    const first = !this.zone;
    if (first) {
      this.speed_cm_s = speed_cm_s ?? 0;
      this.seal.ripples.ring(at.x, at.y);
    } else {
      const passed_s = Math.max(0.004, (now_ms - this.moved_ms) / 1000);
      const way_cm = Math.hypot(at.x - this.at.x, at.y - this.at.y) / UNITS_PER_CM;
      const share = 1 - Math.exp(-passed_s / 0.08);
      this.speed_cm_s = speed_cm_s ?? this.speed_cm_s + (way_cm / passed_s - this.speed_cm_s) * share;
    }
    // The skin feels places, not hands: a hand that slides on leaves one place and comes to the next.
    const slid = !first && zone !== this.zone;
    if (slid) this.tell("up");
    this.zone = zone;
    this.at = at;
    this.pressure = pressure || 0.5;
    this.moved_ms = now_ms;
    this.seal.ripples.press(at.x, at.y);
    if (first || slid) this.tell("down");
    else if (now_ms - this.sent_ms >= LEAST_GAP_MS) this.tell("move");
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
    this.send({
      kind: "touch",
      phase,
      zone: this.zone,
      x: share(this.at.x / WIDTH),
      y: share(this.at.y / HEIGHT),
      speed_cm_s: Math.round(Math.min(200, this.speed_cm_s) * 10) / 10,
      pressure: share(this.pressure),
    });
  }
}
