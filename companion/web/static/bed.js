/**
 * The soft round bed: a plush ring with a hollow, its front half drawn over the body so that the seal sinks in.
 */

import { blend, draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */

const MIDDLE = { x: 486, y: 606 };
const RADIUS = { x: 424, y: 80 };
/** Corner stones of the plush ring from its shade to its shine: width, shift down, day, night. Layers lie between. */
const STONES = /** @type {[number, number, string, string][]} */ ([
  [90, 9, "#b26f60", "#2b265c"],
  [84, 3, "#d08c7b", "#443a7d"],
  [58, -7, "#e6ab9b", "#594d92"],
  [30, -17, "#f3c6b6", "#7166a8"],
  [6, -24, "#fbdccd", "#857ab9"],
]);
const STEPS_BETWEEN = 7;
const SEAMS = 26;

/** Path data of the back (above) or front (below) half of the ring, shifted down by some units. */
const half = (/** @type {boolean} */ front, shift = 0) =>
  `M${MIDDLE.x - RADIUS.x} ${MIDDLE.y + shift}` +
  `A${RADIUS.x} ${RADIUS.y} 0 0 ${front ? 0 : 1} ${MIDDLE.x + RADIUS.x} ${MIDDLE.y + shift}`;

/**
 * The part behind the seal.
 * @param {Element} parent @param {Paints} paints
 * @returns {(color: string, strength: number) => void} light of the cheeks that falls on the bed
 */
export function buildBedBehind(parent, paints) {
  const under = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(490 690) scale(530 74)" },
    [
      [0.55, "#6b452e", "#07081f", 0.55],
      [1, "#6b452e", "#07081f", 0],
    ],
  );
  draw("rect", { x: 0, y: 590, width: 1000, height: 170, fill: under }, parent);
  ringHalf(parent, paints, false);
  const hollow = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(486 640) scale(420 110)" },
    [
      [0, "#f3cdb9", "#554b8a"],
      [0.7, "#eabfaa", "#4a4180"],
      [1, "#c68c78", "#352e69"],
    ],
  );
  const { x, y } = MIDDLE;
  const [rx, ry] = [RADIUS.x - 30, RADIUS.y - 22];
  draw("ellipse", { cx: x, cy: y + 6, rx, ry, fill: hollow }, parent);
  const pool = draw("ellipse", { cx: 350, cy: 640, rx: 330, ry: 90, opacity: 0 }, parent);
  const gradient = draw("radialGradient", { id: "bed-glow" }, paints.defs);
  const stops = [0.75, 0].map((opacity, index) => draw("stop", { offset: index, "stop-opacity": opacity }, gradient));
  pool.setAttribute("fill", "url(#bed-glow)");
  return (color, strength) => {
    for (const stop of stops) stop.setAttribute("stop-color", color);
    pool.setAttribute("opacity", strength.toFixed(3));
  };
}

/** The part in front of the body. @param {Element} parent @param {Paints} paints */
export function buildBedBefore(parent, paints) {
  const d = "M150 606C250 662 690 664 830 606C790 650 680 672 486 674C280 670 160 644 150 606Z";
  const shade = draw("path", { d, opacity: 0.25 }, parent);
  paints.pair(shade, "fill", "#8a5443", "#15123c");
  ringHalf(parent, paints, true);
  const patch = draw("g", { class: "part" }, parent);
  embroidered(patch, paints);
  return patch;
}

/** A patch sewn onto the rim: a sun by day, a moon with a star by night. @param {SVGElement} patch @param {Paints} paints */
function embroidered(patch, paints) {
  patch.setAttribute("transform", "translate(716 664) rotate(-9) scale(1 0.9)");
  const cloth = draw("circle", { r: 33 }, patch);
  paints.pair(cloth, "fill", "#fff1d6", "#37326f", "#f4cfa8");
  const thread = draw("circle", { r: 28.5, fill: "none", "stroke-width": 2.2, "stroke-dasharray": "5 4.5" }, patch);
  paints.pair(thread, "stroke", "#e0a77f", "#9189c9");
  const sun = draw("g", { class: "sun" }, patch);
  draw("circle", { r: 10.5, fill: "#f6b64c" }, sun);
  const rays = Array.from({ length: 8 }, (_, index) => {
    const [cos, sin] = [Math.cos((index * Math.PI) / 4), Math.sin((index * Math.PI) / 4)];
    return `M${(cos * 14.5).toFixed(1)} ${(sin * 14.5).toFixed(1)}L${(cos * 21).toFixed(1)} ${(sin * 21).toFixed(1)}`;
  });
  draw("path", { d: rays.join(""), stroke: "#f0a03c", "stroke-width": 4, "stroke-linecap": "round" }, sun);
  const moon = draw("g", { class: "moon", opacity: 0 }, patch);
  draw("path", { d: "M-1 -17A17 17 0 1 0 15 8A14 14 0 1 1 -1 -17Z", fill: "#ffe7a8" }, moon);
  draw("path", { d: "M11 -14l2.2 5 5.4 .5-4.1 3.6 1.2 5.3-4.7-2.8-4.7 2.8 1.2-5.3-4.1-3.6 5.4-.5z", fill: "#ffe7a8" }, moon);
}

/** @param {Element} parent @param {Paints} paints @param {boolean} front */
function ringHalf(parent, paints, front) {
  const ring = draw("g", { fill: "none" }, parent);
  for (let index = 0; index < (STONES.length - 1) * STEPS_BETWEEN; index += 1) {
    const from = STONES[Math.floor(index / STEPS_BETWEEN)];
    const to = STONES[Math.floor(index / STEPS_BETWEEN) + 1];
    const share = (index % STEPS_BETWEEN) / STEPS_BETWEEN;
    const width = from[0] + (to[0] - from[0]) * share;
    const shift = from[1] + (to[1] - from[1]) * share;
    const layer = draw("path", { d: half(front, shift), "stroke-width": width.toFixed(1) }, ring);
    paints.pair(layer, "stroke", blend(from[2], to[2], share), blend(from[3], to[3], share));
  }
  const seams = draw("g", { "stroke-width": 2.4, "stroke-linecap": "round", opacity: 0.3 }, ring);
  paints.pair(seams, "stroke", "#a8604f", "#28225a");
  for (let index = 0; index < SEAMS; index += 1) {
    const angle = ((index + 0.5) / SEAMS) * Math.PI * 2;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    if (sin > 0 !== front) continue;
    const at = (/** @type {number} */ grow, /** @type {number} */ down) =>
      `${(MIDDLE.x + (RADIUS.x + grow) * cos).toFixed(1)} ${(MIDDLE.y + (RADIUS.y + grow * 0.8) * sin + down).toFixed(1)}`;
    draw("path", { d: `M${at(-34, -10)}Q${at(6, -34)} ${at(40, 16)}` }, seams);
  }
}
