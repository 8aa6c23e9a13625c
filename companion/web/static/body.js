/**
 * The seal from the neck down: tail, body, flippers and bib, each a group that one transform moves.
 * Drawn in a box of 1000 by 760 units; from nose to tail the seal is 57 cm, `UNITS_PER_CM` turns the one into the other.
 */

import { buildBedBefore } from "./bed.js";
import { buildBlanket } from "./blanket.js";
import { fine, short } from "./figures.js";
import { coat, fringe } from "./fur.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */
/** @typedef {import("./fur.js").Flow} Flow */

export const UNITS_PER_CM = 740 / 57;

const BODY =
  "M210 590C206 520 250 420 330 364C396 322 470 304 548 308C640 314 716 350 772 410C806 446 830 476 856 498" +
  "C880 514 895 532 896 552C897 576 878 597 844 613C766 649 672 664 566 670C470 674 360 678 290 664C236 654 212 630 210 590Z";
const BIB = "M352 450C456 456 532 526 550 598C562 656 470 688 352 688C234 688 142 656 154 598C172 526 248 456 352 450Z";
/** A front flipper pointing right from its shoulder at the origin. */
const FLIPPER =
  "M-50 -36C0 -46 66 -42 116 -22C142 -10 160 6 164 20C166 31 158 38 148 36C148 45 138 50 128 46C122 54 110 55 102 50" +
  "C60 55 0 50 -50 36C-60 14 -60 -14 -50 -36Z";
/** One hind flipper, a fan of five digits pointing right from its root at the origin; the outer digits are the longest. */
const LOBE =
  "M-22 -15C14 -22 52 -42 84 -60C95 -65 103 -56 99 -48Q94 -43 97 -39C105 -35 104 -25 98 -22Q93 -18 96 -14" +
  "C104 -10 103 0 97 2Q93 6 96 10C103 15 101 25 94 27Q90 30 92 35C93 45 85 51 75 47C48 38 14 25 -22 17C-32 7 -32 -7 -22 -15Z";

const FUR = /** @type {[number, string, string][]} */ ([
  [0, "#fffefa", "#e6e1f0"],
  [0.42, "#fdf6ea", "#cfc8e2"],
  [0.76, "#f2e4d3", "#a19ac6"],
  [1, "#dcc6b1", "#716b9e"],
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
  const ground = draw("g", { class: "ground" }, parent);
  draw("ellipse", { cx: 530, cy: 650, rx: 420, ry: 52, fill: shade }, ground);
  const tail = buildTail(parent, paints);
  const torso = buildTorso(parent, defs, paints);
  const rim = draw("g", {}, parent);
  const patch = buildBedBefore(rim, paints);
  const flipperRight = { ...buildFlipper(parent, paints, 23), x: 498, y: 642, side: 1, rest_deg: 12 };
  const flipperLeft = { ...buildFlipper(parent, paints, 29), x: 206, y: 642, side: -1, rest_deg: 15 };
  const bib = buildBib(parent, defs, paints);
  return { tail, torso, bib, flipperLeft, flipperRight, patch, stays: [ground, rim] };
}

/** @param {Element} parent @param {Paints} paints */
function buildTail(parent, paints) {
  const tail = draw("g", { class: "part" }, parent);
  const lobes = [-74, -14].map((angle, index) => {
    const lobe = draw("g", {}, tail);
    const turned = draw("g", { transform: `rotate(${angle}) scale(${index ? 1 : 0.92})` }, lobe);
    const fur = paints.gradient("radialGradient", { cx: 56, cy: -8, r: 104 }, FUR);
    const flow = /** @type {Flow} */ (() => [1, 0.1]);
    const edge = fringe(LOBE, { step: 4, length: 4.5, width: 3, lean: 0.6, flow, seed: 31 + index });
    draw("path", { d: LOBE + edge, fill: fur }, turned);
    const root = paints.gradient("linearGradient", { x1: -24, y1: 0, x2: 60, y2: 0 }, [
      [0, "#94705a", "#2a2a66", 0.5],
      [1, "#94705a", "#2a2a66", 0],
    ]);
    draw("path", { d: LOBE, fill: root }, turned);
    if (index === 0) {
      // The hind one lies in the shade of the other.
      const behind = draw("path", { d: LOBE, opacity: 0.16 }, turned);
      paints.pair(behind, "fill", "#94705a", "#1d1c4c");
    }
    const bones = draw(
      "path",
      {
        d: "M26 -20Q60 -36 88 -46M32 -10Q64 -22 90 -24M34 0Q64 -4 88 -6M32 9Q62 14 87 18M26 16Q54 28 80 38",
        fill: "none",
        "stroke-width": 3.4,
        "stroke-linecap": "round",
        opacity: 0.34,
      },
      turned,
    );
    paints.pair(bones, "stroke", "#b3937c", "#474d85");
    claws(turned, paints, "M93 -54l4 -3M98 -31l5 -2M98 -6l5 0M97 19l5 2M87 42l4 3", 2.4);
    return lobe;
  });
  return { group: tail, lobes };
}

/** Small dark claws at the tips of digits. @param {Element} parent @param {Paints} paints @param {string} d @param {number} width */
function claws(parent, paints, d, width) {
  const nails = draw("path", { d, fill: "none", "stroke-width": width, "stroke-linecap": "round", opacity: 0.5 }, parent);
  paints.pair(nails, "stroke", "#5e4c46", "#23244c");
}

/** @param {Element} parent @param {Element} defs @param {Paints} paints */
function buildTorso(parent, defs, paints) {
  const torso = draw("g", { class: "part" }, parent);
  const flow = /** @type {Flow} */ ((x, y) => [1, 0.15 + (x - 420) / 900 + (y - 470) / 500]);
  const fur = paints.gradient("radialGradient", { cx: 560, cy: 420, r: 370, fx: 560, fy: 380 }, FUR);
  const edge = fringe(BODY, { step: 2.3, length: 14, width: 3.6, lean: 0.68, flow, seed: 7 });
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
  const warm = warmth(inner, paints, "translate(610 560) scale(270 150)");
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

  const dark = draw("path", { d: coat(BODY, { count: 620, length: 25, width: 1.3, inset: 15, flow, seed: 3 }) }, torso);
  dark.setAttribute("opacity", "0.13");
  paints.pair(dark, "fill", "#a98a73", "#3c427c");
  const bright = draw("path", { d: coat(BODY, { count: 1050, length: 27, width: 1.6, inset: 13, flow, seed: 5 }) }, torso);
  bright.setAttribute("opacity", "0.42");
  paints.pair(bright, "fill", "#ffffff", "#ece7f4");
  const blanket = buildBlanket(torso, defs, paints);
  return { group: torso, warm, blanket };
}

/** Warmth of the pad beneath the fur. @param {Element} parent @param {Paints} paints @param {string} place */
function warmth(parent, paints, place) {
  const glow = paints.gradient("radialGradient", { cx: 0, cy: 0, r: 1, gradientTransform: place }, [
    [0, "#ff8a3c", "#ff9a56", 0.62],
    [0.5, "#ff9a55", "#ff9a56", 0.32],
    [1, "#ffb27c", "#ff9a56", 0],
  ]);
  return draw("rect", { x: 130, y: 380, width: 800, height: 310, fill: glow, opacity: 0 }, parent);
}

/** @param {Element} parent @param {Element} defs @param {Paints} paints */
function buildBib(parent, defs, paints) {
  const bib = draw("g", { class: "part" }, parent);
  const flow = /** @type {Flow} */ ((x, y) => [(x - 352) / 90, 1 + (y - 560) / 300]);
  const fur = paints.gradient("radialGradient", { cx: 352, cy: 596, r: 210, fy: 606 }, [
    [0, "#fffefa", "#e0daee"],
    [0.6, "#fdf5e9", "#c6bfdd"],
    [1, "#eedecb", "#968fbe"],
  ]);
  const edge = fringe(BIB, { step: 2.6, length: 15, width: 4, lean: 0.5, flow, seed: 17 });
  draw("path", { d: BIB + edge, fill: fur }, bib);
  const under = paints.gradient("linearGradient", { x1: 0, y1: 530, x2: 0, y2: 634 }, [
    [0, "#94705a", "#2a2860", 0.56],
    [0.5, "#a5826c", "#2a2860", 0.22],
    [1, "#94705a", "#2a2860", 0],
  ]);
  draw("path", { d: BIB + edge, fill: under }, bib);
  const clip = draw("clipPath", { id: "bib-clip" }, defs);
  draw("path", { d: BIB }, clip);
  const inner = draw("g", { "clip-path": "url(#bib-clip)" }, bib);
  const warm = warmth(inner, paints, "translate(352 620) scale(210 110)");
  const floor = paints.gradient("linearGradient", { x1: 0, y1: 640, x2: 0, y2: 694 }, [
    [0, "#c08a72", "#4a3f86", 0],
    [1, "#c08a72", "#4a3f86", 0.4],
  ]);
  draw("path", { d: BIB + edge, fill: floor }, bib);
  const dark = draw("path", { d: coat(BIB, { count: 240, length: 25, width: 1.3, inset: 12, flow, seed: 13 }) }, bib);
  dark.setAttribute("opacity", "0.16");
  paints.pair(dark, "fill", "#a98a73", "#3c427c");
  const bright = draw("path", { d: coat(BIB, { count: 380, length: 27, width: 1.7, inset: 10, flow, seed: 19 }) }, bib);
  bright.setAttribute("opacity", "0.5");
  paints.pair(bright, "fill", "#ffffff", "#ece7f4");
  return { group: bib, warm };
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
  claws(flipper, paints, "M159 25l8 5M143 40l7 6M122 49l5 7M98 52l3 8", 3.6);
  const hairs = draw(
    "path",
    { d: coat(FLIPPER, { count: 110, length: 22, width: 1.5, inset: 8, flow, seed: seed + 1 }) },
    flipper,
  );
  hairs.setAttribute("opacity", "0.7");
  paints.pair(hairs, "fill", "#ffffff", "#ece7f4");
  return { group: flipper, cast };
}

/**
 * @param {import("./paints.js").Brush} brush
 * @param {ReturnType<typeof buildBody>["flipperLeft"]} flipper
 * @param {number} raise -1 pressed .. 1 raised
 * @param {number} breath 0..1
 */
export function drawFlipper(brush, { group, cast, x, y, side, rest_deg }, raise, breath) {
  const up = Math.max(0, raise);
  const tucked = Math.max(0, -raise);
  // Raised, it swings up from the shoulder and forward, towards whoever looks: a wave, not a slide along the bed.
  const angle = rest_deg - 84 * up + 14 * tucked - 1.5 * breath;
  const inward = side * (-42 * tucked + 4 * up);
  brush.move(
    group,
    `translate(${short(x + inward)}px,${short(y - 46 * up - 2 * breath)}px) scale(${side},1) ` +
      `rotate(${fine(angle)}deg) scale(${fine(1 - 0.1 * tucked)},${fine(1 - 0.08 * up)})`,
  );
  brush.write(cast, "opacity", Math.max(0, 1 - 2 * up).toFixed(1));
}

export const OUTLINES = { BODY, BIB, FLIPPER, LOBE };
