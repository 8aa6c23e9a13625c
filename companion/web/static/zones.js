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

/** Where a hand is laid on each zone, in the drawing's units, with the head straight. @type {Record<string, [number, number]>} */
export const MIDDLES = {
  nose: [352, 462],
  head: [352, 310],
  cheek_left: [226, 476],
  cheek_right: [478, 476],
  chest: [352, 624],
  back_front: [586, 410],
  back_middle: [692, 440],
  back_rear: [802, 500],
  belly: [660, 604],
  flipper_left: [140, 670],
  flipper_right: [560, 672],
  tail: [926, 522],
};

/**
 * How the coat lies in the drawing, by zone: unit steps there toward the tail, and toward its left flipper.
 * Looking at its face, the tail is behind it: up the picture; on its back and below, which are seen from the side, to the right.
 * @type {Record<string, {tail: [number, number], left: [number, number]}>}
 */
const FACE = { tail: [0, -1], left: [-1, 0] };
const FLANK = { tail: [1, 0], left: [0, -1] };
const LIES = {
  nose: FACE,
  head: FACE,
  cheek_left: FACE,
  cheek_right: FACE,
  flipper_left: FACE,
  flipper_right: FACE,
  chest: FLANK,
  back_front: FLANK,
  back_middle: FLANK,
  back_rear: FLANK,
  belly: FLANK,
  tail: FLANK,
};

/**
 * Which way a hand goes over the coat: 0 toward the tail, which is with the fur, 90 toward its left flipper, 180 toward the nose.
 * @param {string} zone @param {number} x @param {number} y its way in the drawing
 * @returns {number} degrees, -180..180
 */
export function headingOver(zone, x, y) {
  const { tail, left } = LIES[zone] ?? FLANK;
  return (Math.atan2(x * left[0] + y * left[1], x * tail[0] + y * tail[1]) * 180) / Math.PI;
}

const BANDS = {
  back_front: "M380 336C450 304 540 300 624 322L610 520L420 540Z",
  back_middle: "M624 322C680 336 722 358 756 386L732 530L610 520Z",
  back_rear: "M756 386C806 446 830 476 856 498C880 514 895 532 896 552C897 576 878 597 844 613L812 584C790 556 764 538 732 530Z",
  belly: "M420 540L610 520L732 530C764 538 790 556 812 584L844 613C740 660 640 676 440 676Z",
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
  lay("tail", body.tail.group, "ellipse", { cx: 50, cy: -30, rx: 72, ry: 74 });
  for (const [name, d] of Object.entries(BANDS)) lay(name, body.torso.group, "path", { d });
  lay("flipper_right", body.flipperRight.group, "path", { d: OUTLINES.FLIPPER });
  lay("chest", body.bib.group, "path", { d: OUTLINES.BIB });
  lay("flipper_left", body.flipperLeft.group, "path", { d: OUTLINES.FLIPPER });
  lay("head", head.face.parentElement ?? head.group, "path", { d: HEAD });
  lay("cheek_left", head.cheeks[0].group, "circle", { r: 48 });
  lay("cheek_right", head.cheeks[1].group, "circle", { r: 48 });
  lay("nose", head.muzzle.group, "ellipse", { cx: 0, cy: -14, rx: 60, ry: 45 });
  // The head's zone lies under the face so that cheeks and nose can be reached.
  head.group.insertBefore(/** @type {SVGElement} */ (zones.get("head")), head.face);
  return zones;
}

/**
 * The nearest zone in the direction of an arrow key.
 * @param {string} from
 * @param {number} stepX -1, 0, 1 @param {number} stepY -1, 0, 1
 * @returns {string} the same zone where nothing lies in that direction
 */
export function beside(from, stepX, stepY) {
  const [x, y] = MIDDLES[from];
  let best = from;
  let least = Infinity;
  for (const [name, [thereX, thereY]] of Object.entries(MIDDLES)) {
    const along = (thereX - x) * stepX + (thereY - y) * stepY;
    const across = Math.abs((thereX - x) * stepY) + Math.abs((thereY - y) * stepX);
    const cost = along + across * 2;
    if (along > 4 && cost < least) [best, least] = [name, cost];
  }
  return best;
}
