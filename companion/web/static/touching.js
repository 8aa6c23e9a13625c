/**
 * Touches that need no pointer: what a stroke, a pat, a hold, a squeeze, a push and a blow are, step by step.
 * Keys and buttons play them, so that nobody has to drag.
 */

import { UNITS_PER_CM } from "./body.js";
import { closed } from "./touch.js";
import { MIDDLES } from "./zones.js";

/** @typedef {"stroke" | "pat" | "hold" | "squeeze" | "push" | "hit"} Doing */
/** @typedef {import("./touch.js").Hand} Hand */
/**
 * @typedef {object} Course
 * @property {number} lasts_s when nobody holds a key
 * @property {(passed_s: number) => number} pressure 0..1
 * @property {(passed_s: number) => number} along_cm where the hand is, from the middle of the place
 * @property {number} speed_cm_s
 */

const STEP_MS = 40;
const REACH_CM = 2.6;
const STROKE_CM_S = 5;

/** To and fro between `-REACH_CM` and `REACH_CM`. @param {number} way_cm */
const toAndFro = (way_cm) => Math.abs(((way_cm + REACH_CM) % (4 * REACH_CM)) - 2 * REACH_CM) - REACH_CM;
const still = () => 0;

/** @type {Record<Doing, Course>} */
export const COURSES = {
  stroke: {
    lasts_s: 3,
    pressure: () => 0.4,
    along_cm: (passed_s) => -toAndFro(STROKE_CM_S * passed_s),
    speed_cm_s: STROKE_CM_S,
  },
  pat: { lasts_s: 0.16, pressure: () => 0.4, along_cm: still, speed_cm_s: 0 },
  hold: { lasts_s: 3, pressure: () => 0.4, along_cm: still, speed_cm_s: 0 },
  squeeze: { lasts_s: 1.6, pressure: closed, along_cm: still, speed_cm_s: 0 },
  push: { lasts_s: 0.3, pressure: () => 0.85, along_cm: (passed_s) => 9 * passed_s, speed_cm_s: 9 },
  hit: { lasts_s: 0.1, pressure: () => 0.95, along_cm: still, speed_cm_s: 70 },
};

/**
 * Plays one touch on the middle of a place.
 * @param {Doing} doing
 * @param {Hand} hand
 * @param {string} zone
 * @param {() => boolean} [goOn] a stroke or squeeze lasts as long as this says, and a moment at least
 * @returns {() => void} ends it at once
 */
export function perform(doing, hand, zone, goOn) {
  const course = COURSES[doing];
  const held = goOn && (doing === "stroke" || doing === "squeeze");
  const [x, y] = MIDDLES[zone];
  const began_ms = performance.now();
  const step = () => {
    const passed_s = (performance.now() - began_ms) / 1000;
    const over = held ? !goOn() && passed_s > 0.12 : passed_s >= course.lasts_s;
    if (over) return end();
    const at = { x: x + course.along_cm(passed_s) * UNITS_PER_CM, y };
    return hand.touch(zone, at, course.pressure(passed_s), 0, course.speed_cm_s);
  };
  const timer = window.setInterval(step, STEP_MS);
  const end = () => {
    clearInterval(timer);
    hand.lift();
  };
  step();
  return end;
}
