/** The question to staff whether it shall answer to a name that a resident keeps calling it by. */

import { byId } from "./panel.js";

/** @typedef {{resident: string, name: string}} Question */

export class Naming {
  /** @param {(message: {kind: "name", resident: string, name: string, yes: boolean}) => void} answer */
  constructor(answer) {
    /** @type {Question | null} */
    this.asked = null;
    /** @type {Question | null} what was answered, until the daemon asks no more */
    this.answered = null;
    for (const [id, yes] of /** @type {[string, boolean][]} */ ([["name-yes", true], ["name-no", false]])) {
      byId(id).addEventListener("click", () => {
        if (!this.asked) return;
        answer({ kind: "name", ...this.asked, yes });
        this.answered = this.asked;
        this.show(this.asked);
      });
    }
  }

  /** @param {Question | null} question */
  show(question) {
    const done = same(question, this.answered);
    if (!done) this.answered = null;
    this.asked = done ? null : question;
    byId("naming").hidden = !this.asked;
    if (!this.asked) return;
    const words = `${this.asked.resident} seems to call it ${this.asked.name}. Shall it answer to that, too?`;
    if (byId("naming-words").textContent !== words) byId("naming-words").textContent = words;
  }
}

/** @param {Question | null} one @param {Question | null} other */
function same(one, other) {
  return Boolean(one && other && one.resident === other.resident && one.name === other.name);
}
