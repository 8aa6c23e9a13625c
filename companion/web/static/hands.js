/**
 * What a person's hand does: touch gently or firmly, or pick it up, said in words under the picture, and buttons for those
 * who cannot drag.
 */

import { byId } from "./panel.js";
import { feelTouch } from "./touch.js";
import { COURSES } from "./touching.js";
import { ZONE_WORDS } from "./zones.js";

const HINTS = {
  gentle: "Glide to stroke, tap to pat, rest to hold.",
  firm: "Rest to squeeze, nudge to push it away, swipe to hit.",
  carry: "Drag up to lift it, sideways to turn it over. In the air, letting go lets it fall.",
};

/**
 * @param {import("./seal.js").Seal} seal
 * @param {(message: import("./touch.js").TouchMessage) => void} send
 */
export function setUpHands(seal, send) {
  const firmHand = /** @type {HTMLInputElement} */ (byId("hand-firm"));
  const carryingHand = /** @type {HTMLInputElement} */ (byId("hand-carry"));
  let shifted = false;
  const show = () => {
    const hand = carryingHand.checked ? "carry" : firmHand.checked || shifted ? "firm" : "gentle";
    byId("hand-hint").textContent = HINTS[hand];
    seal.svg.dataset.hand = hand;
  };
  for (const radio of document.querySelectorAll("input[name=hand]")) radio.addEventListener("change", show);
  for (const name of ["keydown", "keyup", "blur"]) {
    window.addEventListener(name, (event) => {
      const typing = document.activeElement instanceof HTMLInputElement && document.activeElement.type === "text";
      const now = event instanceof KeyboardEvent && event.shiftKey && !typing;
      if (now === shifted) return;
      shifted = now;
      show();
    });
  }
  show();

  const touch = feelTouch(seal, send, () => firmHand.checked);
  const place = /** @type {HTMLSelectElement} */ (byId("place"));
  for (const [zone, words] of Object.entries(ZONE_WORDS)) {
    place.add(new Option(words, zone, false, zone === "back_middle"));
  }
  for (const doing of /** @type {import("./touching.js").Doing[]} */ (Object.keys(COURSES))) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = doing[0].toUpperCase() + doing.slice(1);
    button.dataset.testid = `do-${doing}`;
    button.addEventListener("click", () => touch(doing, place.value));
    byId("doings").append(button);
  }
}
