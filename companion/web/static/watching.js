/**
 * What a person must see of its eyes: whether any camera is open, and what to do when it has lost whose face is whose.
 */

import { byId } from "./panel.js";

/** How long after this page was hidden that is the likely reason for a lost face. */
const HIDDEN_LATELY_MS = 30000;

export class Watching {
  /**
   * @param {import("./seal.js").Seal} seal
   * @param {import("./telling.js").Telling} telling
   * @param {() => import("./camera.js").Source} source what this window shows to it
   */
  constructor(seal, telling, source) {
    this.seal = seal;
    this.telling = telling;
    this.source = source;
    /** Whether, since the eyes were opened here, it has known whose face is whose. */
    this.knewFace = false;
    this.hidden_ms = -Infinity;
    document.addEventListener("visibilitychange", () => {
      this.hidden_ms = performance.now();
    });
  }

  /** Eyes were opened or closed from here. */
  changed() {
    this.knewFace = false;
    this.eyes(this.source() !== "off");
    this.note("");
  }

  /** The camera on the shelf, and the words above it. @param {boolean} open */
  eyes(open) {
    this.seal.room.watching(open);
    byId("camera-light").dataset.on = open ? "yes" : "no";
    const elsewhere = this.source() === "off" ? "camera is on, from another window" : "camera is on";
    const words = open ? (this.source() === "sample" ? "it sees the sample" : elsewhere) : "camera is off";
    if (byId("camera-words").textContent !== words) byId("camera-words").textContent = words;
  }

  /** @param {import("./panel.js").Belief} belief */
  believe(belief) {
    this.eyes(Boolean(belief.permissions?.camera) || this.source() !== "off");
    const { bound, knows_face, faces, binding } = belief;
    if (this.source() === "off" || !bound || knows_face) {
      this.knewFace ||= Boolean(knows_face);
      return this.note("");
    }
    if (!this.knewFace) return this.note("");
    const many = (faces?.length ?? 0) > 1;
    const hidden = performance.now() - this.hidden_ms < HIDDEN_LATELY_MS;
    const lost = hidden ? "While this page was hidden it lost your face." : "It lost your face.";
    return this.note(many ? (binding ?? "") : `${lost} Stroke it once, or say:`, !many);
  }

  /** @param {string} words shown over the picture @param {boolean} [mayConfirm] whether a press can say whose face it is */
  note(words, mayConfirm = false) {
    byId("note").hidden = !words;
    document.documentElement.classList.toggle("noted", Boolean(words));
    byId("note-me").hidden = !mayConfirm;
    if (byId("note-words").textContent === words) return;
    byId("note-words").textContent = words;
    this.telling.now(words);
  }
}
