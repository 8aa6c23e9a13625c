/**
 * The seal from the neck down: tail, body, flippers and bib, each a group that one transform moves.
 * Drawn in a box of 1000 by 760 units; from nose to tail the seal is 57 cm, `UNITS_PER_CM` turns the one into the other.
 */

import { buildBedBefore } from "./bed.js";
import { coat, fringe } from "./fur.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */
/** @typedef {import("./fur.js").Flow} Flow */

export const UNITS_PER_CM = 740 / 57;

const BODY =
  "M210 590C206 520 250 420 330 364C400 320 480 308 560 314C670 322 756 370 812 440C846 482 868 522 874 556" +
  "C880 590 862 612 834 622C760 648 670 664 566 670C470 674 360 678 290 664C236 654 212 630 210 590Z";
const BIB = "M352 450C456 456 532 526 550 598C562 656 470 688 352 688C234 688 142 656 154 598C172 526 248 456 352 450Z";
/** A front flipper pointing right from its shoulder at the origin. */
const FLIPPER =
  "M-50 -36C0 -46 66 -40 116 -20C142 -8 160 8 164 22C166 32 158 38 148 36C148 45 138 49 128 45C122 53 110 54 102 49" +
  "C60 54 0 50 -50 36C-60 14 -60 -14 -50 -36Z";
/** One lobe of the tail, pointing right from its root at the origin. */
const LOBE =
  "M-24 -18C10 -44 70 -56 106 -42C120 -36 124 -26 118 -18C132 -12 136 0 126 8C130 18 122 26 108 26C70 34 20 32 -24 20C-34 8 -34 -8 -24 -18Z";

const FUR = /** @type {[number, string, string][]} */ ([
  [0, "#fffefa", "#d3cde6"],
  [0.42, "#fdf6ea", "#bbb4d8"],
  [0.76, "#f2e4d3", "#918bbb"],
  [1, "#dcc6b1", "#676296"],
]);

/**
 * @param {Element} parent
 * @param {Element} defs
 * @param {Paints} paints
 */
export function buildBody(parent, defs, paints) {
  const shade = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(530 650) scale(420 52)" },
    [
      [0.5, "#7d4a39", "#0c0c2e", 0.55],
      [1, "#7d4a39", "#0c0c2e", 0],
    ],
  );
  draw("ellipse", { cx: 530, cy: 650, rx: 420, ry: 52, fill: shade }, parent);
  const tail = buildTail(parent, paints);
  const torso = buildTorso(parent, defs, paints);
  buildBedBefore(parent, paints);
  const flipperRight = buildFlipper(parent, paints, 23);
  const flipperLeft = buildFlipper(parent, paints, 29);
  const bib = buildBib(parent, paints);
  return { tail, torso, bib, flipperLeft, flipperRight };
}

/** @param {Element} parent @param {Paints} paints */
function buildTail(parent, paints) {
  const tail = draw("g", { class: "part" }, parent);
  const lobes = [-44, -6].map((angle, index) => {
    const lobe = draw("g", {}, tail);
    const turned = draw("g", { transform: `rotate(${angle}) scale(${index ? 0.95 : 1})` }, lobe);
    const fur = paints.gradient("radialGradient", { cx: 60, cy: -14, r: 110 }, FUR);
    const flow = /** @type {Flow} */ (() => [1, 0.1]);
    const edge = fringe(LOBE, { step: 4, length: 8, width: 4, lean: 0.6, flow, seed: 31 + index });
    draw("path", { d: LOBE + edge, fill: fur }, turned);
    const bones = draw(
      "path",
      {
        d: "M34 -14Q76 -26 112 -24M36 -4Q80 -10 118 -2M34 8Q74 12 112 14",
        fill: "none",
        "stroke-width": 4,
        "stroke-linecap": "round",
        opacity: 0.3,
      },
      turned,
    );
    paints.pair(bones, "stroke", "#c4a893", "#474d85");
    return lobe;
  });
  return { group: tail, lobes };
}

/** @param {Element} parent @param {Element} defs @param {Paints} paints */
function buildTorso(parent, defs, paints) {
  const torso = draw("g", { class: "part" }, parent);
  const flow = /** @type {Flow} */ ((x, y) => [1, 0.15 + (x - 420) / 900 + (y - 470) / 500]);
  const fur = paints.gradient("radialGradient", { cx: 560, cy: 420, r: 370, fx: 560, fy: 380 }, FUR);
  const edge = fringe(BODY, { step: 2.6, length: 17, width: 4.2, lean: 0.66, flow, seed: 7 });
  draw("path", { d: BODY + edge, fill: fur }, torso);

  const clip = draw("clipPath", { id: "torso-clip" }, defs);
  draw("path", { d: BODY + edge }, clip);
  const inner = draw("g", { "clip-path": "url(#torso-clip)" }, torso);
  const belly = paints.gradient("linearGradient", { x1: 0, y1: 500, x2: 0, y2: 672 }, [
    [0, "#b08d74", "#3a3f78", 0],
    [0.7, "#b08d74", "#3a3f78", 0.2],
    [1, "#94694f", "#2b2f63", 0.55],
  ]);
  draw("rect", { x: 180, y: 480, width: 760, height: 200, fill: belly }, inner);
  // The bed lends the belly its colour.
  const bounce = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(640 676) scale(300 54)" },
    [
      [0, "#f5b9a3", "#6d63b8", 0.55],
      [1, "#f5b9a3", "#6d63b8", 0],
    ],
  );
  draw("rect", { x: 300, y: 600, width: 640, height: 90, fill: bounce }, inner);
  const sheen = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(650 372) rotate(26) scale(230 66)" },
    [
      [0, "#ffffff", "#e6e4ff", 0.8],
      [0.5, "#ffffff", "#e0deff", 0.34],
      [1, "#ffffff", "#d5dcff", 0],
    ],
  );
  draw("rect", { x: 380, y: 230, width: 560, height: 320, fill: sheen }, inner);
  const neck = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(400 440) scale(250 230)" },
    [
      [0.5, "#94705a", "#2a2a66", 0.5],
      [0.68, "#94705a", "#2a2a66", 0.3],
      [0.84, "#94705a", "#2a2a66", 0.09],
      [1, "#94705a", "#2a2a66", 0],
    ],
  );
  draw("ellipse", { cx: 400, cy: 440, rx: 250, ry: 230, fill: neck }, inner);

  const dark = draw("path", { d: coat(BODY, { count: 330, length: 34, width: 1.5, inset: 18, flow, seed: 3 }) }, torso);
  dark.setAttribute("opacity", "0.16");
  paints.pair(dark, "fill", "#a98a73", "#3c427c");
  const bright = draw("path", { d: coat(BODY, { count: 430, length: 40, width: 2, inset: 16, flow, seed: 5 }) }, torso);
  bright.setAttribute("opacity", "0.5");
  paints.pair(bright, "fill", "#ffffff", "#cdc7e6");
  return { group: torso };
}

/** @param {Element} parent @param {Paints} paints */
function buildBib(parent, paints) {
  const bib = draw("g", { class: "part" }, parent);
  const flow = /** @type {Flow} */ ((x, y) => [(x - 352) / 90, 1 + (y - 560) / 300]);
  const fur = paints.gradient("radialGradient", { cx: 352, cy: 596, r: 210, fy: 606 }, [
    [0, "#fffefa", "#cfc9e4"],
    [0.6, "#fdf5e9", "#b3acd2"],
    [1, "#eedecb", "#8a84b4"],
  ]);
  const edge = fringe(BIB, { step: 2.6, length: 15, width: 4, lean: 0.5, flow, seed: 17 });
  draw("path", { d: BIB + edge, fill: fur }, bib);
  const under = paints.gradient("linearGradient", { x1: 0, y1: 530, x2: 0, y2: 634 }, [
    [0, "#94705a", "#2a2860", 0.56],
    [0.5, "#a5826c", "#2a2860", 0.22],
    [1, "#94705a", "#2a2860", 0],
  ]);
  draw("path", { d: BIB + edge, fill: under }, bib);
  const floor = paints.gradient("linearGradient", { x1: 0, y1: 640, x2: 0, y2: 694 }, [
    [0, "#c08a72", "#4a3f86", 0],
    [1, "#c08a72", "#4a3f86", 0.4],
  ]);
  draw("path", { d: BIB + edge, fill: floor }, bib);
  const dark = draw("path", { d: coat(BIB, { count: 130, length: 32, width: 1.5, inset: 14, flow, seed: 13 }) }, bib);
  dark.setAttribute("opacity", "0.16");
  paints.pair(dark, "fill", "#a98a73", "#3c427c");
  const bright = draw("path", { d: coat(BIB, { count: 170, length: 36, width: 2.1, inset: 12, flow, seed: 19 }) }, bib);
  bright.setAttribute("opacity", "0.5");
  paints.pair(bright, "fill", "#ffffff", "#cdc7e6");
  return { group: bib };
}

/** @param {Element} parent @param {Paints} paints @param {number} seed */
function buildFlipper(parent, paints, seed) {
  const flipper = draw("g", { class: "part" }, parent);
  const shadow = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(60 34) scale(120 44)" },
    [
      [0.3, "#7d4a39", "#0c0c2e", 0.4],
      [1, "#7d4a39", "#0c0c2e", 0],
    ],
  );
  const cast = draw("ellipse", { cx: 60, cy: 34, rx: 120, ry: 44, fill: shadow }, flipper);
  const fur = paints.gradient("radialGradient", { cx: 40, cy: -26, r: 150 }, FUR);
  const flow = /** @type {Flow} */ ((_, y) => [1, y / 160]);
  const edge = fringe(FLIPPER, { step: 2.8, length: 9, width: 3.6, lean: 0.62, flow, seed });
  draw("path", { d: FLIPPER + edge, fill: fur }, flipper);
  const fingers = draw(
    "path",
    {
      d: "M92 12Q128 20 148 36M78 24Q108 32 128 45M66 34Q86 42 102 49",
      fill: "none",
      "stroke-width": 3,
      "stroke-linecap": "round",
      opacity: 0.4,
    },
    flipper,
  );
  paints.pair(fingers, "stroke", "#b5967f", "#3f457f");
  const hairs = draw(
    "path",
    { d: coat(FLIPPER, { count: 60, length: 28, width: 1.8, inset: 9, flow, seed: seed + 1 }) },
    flipper,
  );
  hairs.setAttribute("opacity", "0.7");
  paints.pair(hairs, "fill", "#ffffff", "#cdc7e6");
  return { group: flipper, cast };
}

export const OUTLINES = { BODY, BIB, FLIPPER, LOBE };
