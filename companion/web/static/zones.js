/**
 * The twelve places where the seal feels: their outlines, their names in words, and which lies beside which.
 * Left and right are the picture's.
 */

import { HEAD } from "./head.js";
import { OUTLINES } from "./body.js";
import { draw } from "./paints.js";

/** Words for people, by zone. @type {Record<string, string>} */
export const ZONE_WORDS = {
  nose: "nose",
  head: "head",
  cheek_left: "left cheek",
  cheek_right: "right cheek",
  chest: "chest",
  back_front: "back, near the head",
  back_middle: "middle of the back",
  back_rear: "lower back",
  belly: "belly",
  flipper_left: "left flipper",
  flipper_right: "right flipper",
  tail: "tail",
};

const BANDS = {
  back_front: "M380 336C450 304 540 300 624 322L610 520L420 540Z",
  back_middle: "M624 322C680 336 722 358 756 386L732 530L610 520Z",
  back_rear: "M756 386C830 450 872 518 876 562C878 590 864 608 838 620L812 584C790 556 764 538 732 530Z",
  belly: "M420 540L610 520L732 530C764 538 790 556 812 584L838 620C740 660 640 676 440 676Z",
};

/**
 * Lays the invisible zones over the drawing, each in the group it moves with.
 * @param {ReturnType<typeof import("./body.js").buildBody>} body
 * @param {ReturnType<typeof import("./head.js").buildHead>} head
 * @returns {Map<string, SVGElement>}
 */
export function layZones(body, head) {
  const zones = new Map();
  /** @param {string} name @param {Element} parent @param {string} shape @param {Record<string, string | number>} form */
  const lay = (name, parent, shape, form) => {
    const zone = draw(shape, { class: "zone", "data-zone": name, "data-testid": `zone-${name}`, ...form }, parent);
    zone.setAttribute("role", "button");
    zone.setAttribute("aria-label", `${ZONE_WORDS[name]}: hold space to stroke`);
    zone.setAttribute("tabindex", "-1");
    zones.set(name, zone);
  };
  lay("tail", body.tail.group, "ellipse", { cx: 66, cy: -28, rx: 84, ry: 76 });
  for (const [name, d] of Object.entries(BANDS)) lay(name, body.torso.group, "path", { d });
  lay("flipper_right", body.flipperRight.group, "path", { d: OUTLINES.FLIPPER });
  lay("chest", body.bib.group, "path", { d: OUTLINES.BIB });
  lay("flipper_left", body.flipperLeft.group, "path", { d: OUTLINES.FLIPPER });
  lay("head", head.face.parentElement ?? head.group, "path", { d: HEAD });
  lay("cheek_left", head.cheeks[0].group, "circle", { r: 48 });
  lay("cheek_right", head.cheeks[1].group, "circle", { r: 48 });
  lay("nose", head.muzzle.group, "ellipse", { cx: 0, cy: -24, rx: 46, ry: 32 });
  // The head's zone lies under the face so that cheeks and nose can be reached.
  head.group.insertBefore(/** @type {SVGElement} */ (zones.get("head")), head.face);
  return zones;
}

/**
 * The nearest zone in the direction of an arrow key.
 * @param {Map<string, SVGElement>} zones
 * @param {string} from
 * @param {number} stepX -1, 0, 1 @param {number} stepY -1, 0, 1
 * @returns {string}
 */
export function beside(zones, from, stepX, stepY) {
  const start = middle(zones.get(from));
  let best = from;
  let least = Infinity;
  for (const [name, zone] of zones) {
    const there = middle(zone);
    const along = (there.x - start.x) * stepX + (there.y - start.y) * stepY;
    const across = Math.abs((there.x - start.x) * stepY) + Math.abs((there.y - start.y) * stepX);
    if (name === from || along < 4) continue;
    const cost = along + across * 2;
    if (cost < least) [best, least] = [name, cost];
  }
  return best;
}

/** Middle of a zone on the screen in pixels. @param {SVGElement | undefined} zone */
export function middle(zone) {
  const box = zone?.getBoundingClientRect() ?? new DOMRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
