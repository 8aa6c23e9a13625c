/**
 * What somebody who cannot see the drawing hears: one live region, in whole plain sentences, seldom and never twice in a row.
 */

import { actInWords, byId } from "./panel.js";
import { ZONE_WORDS } from "./zones.js";

/** Nothing is told sooner after the last sentence; speech needs the time. */
const PAUSE_MS = 6000;
/** The same sentence is news again after this long. */
const STALE_MS = 60000;

/** What a hand feels, by what it does. @type {Record<string, string>} */
const FELT = {
  stroke: "You stroke PLACE: thick soft fur that gives under your hand",
  pat: "You pat PLACE, light and quick",
  hold: "Your hand rests on PLACE and rises and falls with its breath",
  squeeze: "You squeeze PLACE: fur, and something round and firm beneath",
  push: "You push PLACE away",
  hit: "You hit PLACE",
};

/** Places of which "its" and their name are not enough. @type {Record<string, string>} */
const PLACES = { back_front: "its back near the head", back_middle: "the middle of its back" };

/** @param {string} gesture @param {string} zone @returns {string} empty for what is not worth a word */
export function feltInWords(gesture, zone) {
  return (FELT[gesture] ?? "").replace("PLACE", PLACES[zone] ?? `its ${ZONE_WORDS[zone] ?? "fur"}`);
}

/** Speaks through the page's live region. */
export class Telling {
  constructor() {
    this.waiting = { act: "", touch: "" };
    this.touch_ms = -Infinity;
    this.spoken_ms = -Infinity;
    this.last = "";
    this.actTold = "";
    /** When each sentence was told. @type {Map<string, number>} */
    this.told = new Map();
  }

  /** @param {import("./panel.js").Belief["act"]} act @param {number} [now_ms] */
  does(act, now_ms = performance.now()) {
    if (!act) return;
    this.waiting.act = `${actInWords(act)}. ${act.why ?? ""}`.trim();
    this.speak(now_ms);
  }

  /** @param {string} gesture @param {string} zone @param {number} [now_ms] */
  feels(gesture, zone, now_ms = performance.now()) {
    const felt = feltInWords(gesture, zone);
    if (!felt) return;
    this.waiting.touch = `${felt}.`;
    this.touch_ms = now_ms;
  }

  /** What must be known now. @param {string} words */
  now(words) {
    if (!words || words === this.last) return;
    this.say(words, performance.now());
  }

  /** @param {number} now_ms */
  speak(now_ms) {
    if (now_ms - this.spoken_ms < PAUSE_MS) return;
    const fresh = (/** @type {string} */ words) => words && now_ms - (this.told.get(words) ?? -Infinity) > STALE_MS;
    const touch = now_ms - this.touch_ms < PAUSE_MS && fresh(this.waiting.touch) ? this.waiting.touch : "";
    // What goes on unchanged is no news, however long it lasts.
    const act = this.waiting.act !== this.actTold ? this.waiting.act : "";
    if (!touch && !act) return;
    for (const words of [touch, act]) if (words) this.told.set(words, now_ms);
    if (act) this.actTold = act;
    this.say([touch, act].filter(Boolean).join(" "), now_ms);
  }

  /** @param {string} words @param {number} now_ms */
  say(words, now_ms) {
    this.last = words;
    this.spoken_ms = now_ms;
    byId("live").textContent = words;
  }
}
