/**
 * The head: round and furry, with muzzle, whiskers, nose, glowing cheeks and two large wet eyes.
 * Features lie on a ball; turning the ball by yaw and pitch puts each where perspective wants it.
 */

import { coat, fringe } from "./fur.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */
/** @typedef {import("./fur.js").Flow} Flow */

/** Around the head's middle at the origin; clockwise. */
export const HEAD =
  "M0 -154C76 -156 136 -114 160 -54C182 -14 202 32 190 76C174 128 96 152 0 152C-96 152 -174 128 -190 76" +
  "C-202 32 -182 -14 -160 -54C-136 -114 -76 -156 0 -154Z";
/** An eye opening; the inner corner is at the left. */
const EYE =
  "M-42 4C-42 -22 -25 -42 0 -42C26 -42 42 -23 42 1C42 26 24 43 0 43C-20 43 -32 33 -38 20C-40 15 -42 10 -42 4Z";
const RADIUS = { x: 192, y: 160 };

/**
 * Where a point of the ball is seen.
 * @param {number} x @param {number} y place on the face seen from the front
 * @param {number} lift 1 = on the fur, more = in front of it (the nose)
 * @param {number} yaw radians, positive to the picture's right
 * @param {number} pitch radians, positive up
 * @returns {{x: number, y: number, wide: number, tall: number}} place and foreshortening 0..1.1
 */
export function project(x, y, lift, yaw, pitch) {
  const nx = x / RADIUS.x;
  const ny = y / RADIUS.y;
  const nz = Math.sqrt(Math.max(0.08, 1 - nx * nx - ny * ny));
  const turnedX = nx * Math.cos(yaw) + nz * lift * Math.sin(yaw);
  const turnedZ = -nx * Math.sin(yaw) + nz * lift * Math.cos(yaw);
  const turnedY = ny * Math.cos(pitch) - turnedZ * Math.sin(pitch);
  const frontX = nz / Math.hypot(nx, nz);
  const seenX = Math.cos(Math.atan2(nx, nz) + yaw);
  const frontY = nz / Math.hypot(ny, nz);
  const seenY = Math.cos(Math.atan2(ny, nz) - pitch);
  return {
    x: turnedX * RADIUS.x,
    y: turnedY * RADIUS.y,
    wide: Math.min(1.1, Math.max(0.45, seenX / frontX)),
    tall: Math.min(1.06, Math.max(0.7, seenY / frontY)),
  };
}

/**
 * @param {Element} parent
 * @param {Element} defs
 * @param {Paints} paints
 */
export function buildHead(parent, defs, paints) {
  const head = draw("g", { class: "part" }, parent);
  const flow = /** @type {Flow} */ ((x, y) => [x, y + 60 - Math.abs(x) * 0.1]);
  const fur = paints.gradient("radialGradient", { cx: 0, cy: -10, r: 215, fx: 6, fy: -64 }, [
    [0, "#fffefb", "#efeaf4"],
    [0.5, "#fef8ee", "#dbd4e9"],
    [0.8, "#f6eadb", "#b3accf"],
    [1, "#e4d0bc", "#837dae"],
  ]);
  const edge = fringe(HEAD, { step: 2.5, length: 17, width: 4, lean: 0.34, flow, seed: 41 });
  // A tuft on the crown that never lies flat.
  const tuft =
    "M-20 -146C-22 -168 -32 -178 -46 -182C-24 -186 -8 -176 -4 -164C-4 -180 2 -192 14 -198C8 -184 10 -174 12 -166" +
    "C20 -176 30 -180 42 -178C30 -172 22 -160 20 -146Z";
  draw("path", { d: HEAD + edge + tuft, fill: fur }, head);
  const chin = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(0 -34) scale(222 204)" },
    [
      [0.7, "#b08d76", "#4a4585", 0],
      [0.85, "#b08d76", "#4a4585", 0.12],
      [1, "#b08d76", "#4a4585", 0.36],
    ],
  );
  draw("path", { d: HEAD + edge, fill: chin }, head);

  // At night the string of lights warms the crown.
  const lamps = paints.gradient("radialGradient", { cx: -96, cy: -128, r: 190 }, [
    [0, "#fffaf0", "#ffd79c", 0.55, "#ffdca8"],
    [0.5, "#fffaf0", "#ffd79c", 0.2, "#ffdca8"],
    [1, "#fffaf0", "#ffd79c", 0, "#ffdca8"],
  ]);
  draw("path", { d: HEAD + edge + tuft, fill: lamps }, head);

  const fluff = draw("g", { class: "part" }, head);
  const dark = draw(
    "path",
    { d: coat(HEAD, { count: 260, length: 22, width: 1.2, inset: 24, flow, seed: 43 }) },
    fluff,
  );
  dark.setAttribute("opacity", "0.13");
  paints.pair(dark, "fill", "#a98a73", "#3c427c");
  const bright = draw(
    "path",
    { d: coat(HEAD, { count: 430, length: 24, width: 1.6, inset: 20, flow, seed: 47 }) },
    fluff,
  );
  bright.setAttribute("opacity", "0.5");
  paints.pair(bright, "fill", "#ffffff", "#e9e4f6");

  const face = draw("g", {}, head);
  const cheeks = [-1, 1].map((side) => buildCheek(face, paints, side));
  const muzzle = buildMuzzle(face, paints);
  const eyes = [-1, 1].map((side) => buildEye(face, defs, paints, side));
  const brows = [-1, 1].map((side, index) => buildBrow(eyes[index].group, paints, side));
  return { group: head, fluff, face, cheeks, brows, muzzle, eyes };
}

/** @param {Element} face @param {Paints} paints @param {number} side */
function buildCheek(face, paints, side) {
  const group = draw("g", { class: "part" }, face);
  const blush = paints.gradient("radialGradient", { cx: 0, cy: 0, r: 50 }, [
    [0, "#f7a592", "#c98fb4", 0.5],
    [1, "#f7a592", "#c98fb4", 0],
  ]);
  draw("circle", { r: 50, fill: blush }, group);
  const id = `cheek-${side < 0 ? "left" : "right"}`;
  const gradient = draw("radialGradient", { id }, paints.defs);
  const stops = [
    [0, 0.95],
    [0.35, 0.6],
    [1, 0],
  ].map(([offset, opacity]) => draw("stop", { offset, "stop-opacity": opacity }, gradient));
  const lamp = draw("circle", { r: 74, fill: `url(#${id})`, opacity: 0 }, group);
  return { group, lamp, stops };
}

/** @param {Element} face @param {Paints} paints @param {number} side */
function buildBrow(face, paints, side) {
  const brow = draw("g", {}, face);
  const spot = draw("ellipse", { rx: 9, ry: 7, opacity: 0.24 }, brow);
  paints.pair(spot, "fill", "#a98a73", "#4b4787");
  const d = `M0 -2q${side * 3} -14 ${side * 11} -22M${side * 4} -1q${side * 8} -10 ${side * 20} -14`;
  const hairs = draw("path", { d, fill: "none", "stroke-width": 1.1, "stroke-linecap": "round", opacity: 0.2 }, brow);
  paints.pair(hairs, "stroke", "#8b7768", "#3b3775");
  return brow;
}

/** @param {Element} face @param {Paints} paints */
function buildMuzzle(face, paints) {
  const group = draw("g", { class: "part" }, face);
  const under = paints.gradient(
    "radialGradient",
    { cx: 0, cy: 0, r: 1, gradientTransform: "translate(0 14) scale(124 68)" },
    [
      [0.5, "#a37e68", "#453f7e", 0.46],
      [0.75, "#a37e68", "#453f7e", 0.15],
      [1, "#a37e68", "#453f7e", 0],
    ],
  );
  draw("ellipse", { cx: 0, cy: 14, rx: 124, ry: 68, fill: under }, group);
  const chinFur = paints.gradient("radialGradient", { cx: 0, cy: 34, r: 44 }, [
    [0, "#fffaf2", "#cac3e2"],
    [1, "#ecdac8", "#958ebf"],
  ]);
  draw("ellipse", { cx: 0, cy: 37, rx: 40, ry: 25, fill: chinFur }, group);
  const inside = draw("path", { d: "M-17 27Q0 34 17 27Q14 45 0 46Q-14 45 -17 27Z", opacity: 0 }, group);
  paints.pair(inside, "fill", "#8d4a48", "#4b2c55");
  const puff =
    "M0 -26C30 -44 74 -34 82 0C86 32 52 46 26 38C12 34 3 28 0 20C-3 28 -12 34 -26 38C-52 46 -86 32 -82 0C-74 -34 -30 -44 0 -26Z";
  const pads = paints.gradient("radialGradient", { cx: 0, cy: -6, r: 88, fx: 0, fy: -16 }, [
    [0, "#ffffff", "#f2eef8"],
    [0.6, "#fef8ef", "#ded7ec"],
    [1, "#eedccb", "#aba4cd"],
  ]);
  const flow = /** @type {Flow} */ ((x, y) => [x * 1.4, y + 14]);
  draw(
    "path",
    { d: puff + fringe(puff, { step: 2.8, length: 7, width: 3, lean: 0.5, flow, seed: 53 }), fill: pads },
    group,
  );
  // What bends lies in a layer of its own, so that no fur is painted again for it.
  const lines = draw("g", { class: "part" }, group);
  const mouth = draw("path", { fill: "none", "stroke-width": 4, "stroke-linecap": "round" }, lines);
  paints.pair(mouth, "stroke", "#5c4138", "#23244c");
  const pores = draw("g", { opacity: 0.6 }, group);
  paints.pair(pores, "fill", "#7d675b", "#343a6e");
  const roots = /** @type {[number, number][]} */ ([
    [32, -6],
    [50, -8],
    [66, -2],
    [36, 9],
    [56, 9],
    [46, 22],
  ]);
  for (const side of [-1, 1]) for (const [x, y] of roots) draw("circle", { cx: x * side, cy: y, r: 1.9 }, pores);

  const nose = draw("g", {}, group);
  const leather = paints.gradient("radialGradient", { cx: -3, cy: -30, r: 34 }, [
    [0, "#5d4743", "#4a4570"],
    [0.5, "#33241f", "#25234a"],
    [1, "#1b1210", "#141330"],
  ]);
  draw(
    "path",
    {
      d: "M0 -44C15 -45 28 -40 28 -29C28 -18 13 -10 0 -5C-13 -10 -28 -18 -28 -29C-28 -40 -15 -45 0 -44Z",
      fill: leather,
    },
    nose,
  );
  draw(
    "path",
    { d: "M-20 -25q6 -7 12 -1q-3 7 -8 6zM20 -25q-6 -7 -12 -1q3 7 8 6z", fill: "#0b0606", opacity: 0.85 },
    nose,
  );
  draw(
    "ellipse",
    { cx: -7, cy: -38, rx: 12, ry: 4.5, fill: "#ffffff", opacity: 0.5, transform: "rotate(-6 -7 -38)" },
    nose,
  );

  const whiskers = [-1, 1].flatMap((side) =>
    roots.map(([x, y], index) => {
      const line = draw("path", { fill: "none", "stroke-linecap": "round", "stroke-width": 1.6, opacity: 0.5 }, lines);
      paints.pair(line, "stroke", "#80695c", "#2f3468");
      const spread = [-24, -13, -3, 9, 18, 30][index];
      return { line, side, x: x * side, y, spread, length: [104, 122, 128, 112, 118, 92][index] };
    }),
  );
  return { group, nose, mouth, inside, whiskers };
}

/** The window of the room, bulged as an eye mirrors it, and its bars. */
const PANES = "M0 -5C-1 -13 -1 -19 1 -24C4 -31 9 -34 15 -34S26 -31 28 -24C29 -18 29 -12 28 -5C19 -1 9 -1 0 -5Z";
const BARS = "M14.5 -35C13 -24 13 -12 14 0M-2 -18Q14 -21.5 30 -18";

/** @param {Element} face @param {Element} defs @param {Paints} paints @param {number} side */
function buildEye(face, defs, paints, side) {
  const name = side < 0 ? "left" : "right";
  const group = draw("g", { class: "part" }, face);
  const socket = paints.gradient("radialGradient", { cx: 0, cy: 4, r: 72 }, [
    [0.5, "#94705a", "#3f3b77", 0.5],
    [0.72, "#a5826e", "#3f3b77", 0.2],
    [1, "#a5826e", "#3f3b77", 0],
  ]);
  draw("circle", { cx: 0, cy: 4, r: 72, fill: socket }, group);
  const clip = draw("clipPath", { id: `eye-${name}` }, defs);
  const mirror = side < 0 ? "scale(-1 1) " : "";
  draw("path", { d: EYE, transform: `${mirror}scale(1.11)` }, clip);
  // Fur that closes softly around a shut eye, so that no edge of the lid shows.
  const soft = paints.gradient("radialGradient", { cx: 0, cy: 0, r: 72 }, [
    [0.62, "#f6ebdf", "#d0c9e3"],
    [0.8, "#f6ebdf", "#d0c9e3", 0.6],
    [1, "#f8eee3", "#d6cfe6", 0],
  ]);
  const around = draw("circle", { r: 72, fill: soft, opacity: 0 }, group);
  const clipped = draw("g", { "clip-path": `url(#eye-${name})` }, group);
  // The dark skin around the eye, wet at the inner corner.
  const rim = draw("path", { d: EYE, transform: `${mirror}scale(1.07)` }, clipped);
  paints.pair(rim, "fill", "#33231f", "#1a1838");
  const ball = paints.gradient("radialGradient", { cx: 0, cy: 10, r: 52, fx: 0, fy: 34 }, [
    [0, "#6b4330", "#4b3f6a"],
    [0.26, "#402619", "#2c2448"],
    [0.6, "#170c09", "#110e26"],
    [1, "#060303", "#060512"],
  ]);
  draw("path", { d: EYE, fill: ball, transform: mirror.trim() }, clipped);
  const gaze = draw("g", {}, clipped);
  const depth = paints.gradient("radialGradient", { cx: 0, cy: -3, r: 32 }, [
    [0, "#020101", "#02020a", 0.95],
    [0.6, "#020101", "#02020a", 0.75],
    [1, "#020101", "#02020a", 0],
  ]);
  draw("circle", { cx: 0, cy: -3, r: 32, fill: depth }, gaze);
  // The lit wall lies as a pale arc on the upper half of every wet eye.
  const sky = paints.gradient("radialGradient", { cx: 4, cy: -46, r: 46 }, [
    [0, "#d6e9f2", "#a9a6ee", 0.62],
    [0.55, "#cfe6f5", "#a9a6ee", 0.2],
    [1, "#d9ecf7", "#a9a6ee", 0],
  ]);
  draw("path", { d: EYE, fill: sky, transform: mirror.trim() }, clipped);
  const shine = draw("g", {}, clipped);
  const window = draw("g", { transform: "rotate(9 14 -17)" }, shine);
  const pane = draw("path", { d: PANES, opacity: 0.97 }, window);
  paints.pair(pane, "fill", "#ffffff", "#cdd3ff", "#ffe9c4");
  const bars = draw("path", { d: BARS, fill: "none", "stroke-width": 2.2, opacity: 0.85 }, window);
  paints.pair(bars, "stroke", "#5a6b73", "#262b5c", "#8a5c3c");
  // The string of lights is mirrored too; by day only its wire would be.
  const bulbs = draw("g", {}, shine);
  for (const [x, y, r] of [
    [-27, -17, 1.9],
    [-20, -22, 2.3],
    [-11, -25, 2.6],
    [-2, -27, 2.2],
  ]) {
    const bulb = draw("circle", { cx: x, cy: y, r }, bulbs);
    paints.pair(bulb, "fill", "#141010", "#ffdf9a", "#ffcf86");
  }
  const soften = draw("g", { fill: "#ffffff" }, shine);
  draw("circle", { cx: -15, cy: 15, r: 6, opacity: 0.8 }, soften);
  draw("circle", { cx: 18, cy: 16, r: 2.4, opacity: 0.55 }, soften);
  // Tears stand along the lower lid.
  const wet = draw("g", { fill: "none", stroke: "#ffffff", "stroke-linecap": "round" }, clipped);
  draw("path", { d: "M-30 27C-17 41 17 42 32 23", "stroke-width": 2.6, opacity: 0.3 }, wet);
  draw("path", { d: "M-10 37C-4 38.5 4 38.5 9 37", "stroke-width": 2.4, opacity: 0.45 }, wet);
  draw("circle", { cx: -side * 37, cy: 13, r: 2.4, fill: "#ffffff", stroke: "none", opacity: 0.5 }, wet);
  const skin = paints.gradient("linearGradient", { x1: 0, y1: -48, x2: 0, y2: 34 }, [
    [0, "#f6ebdf", "#d0c9e3"],
    [0.72, "#faf1e7", "#dbd4ea"],
    [1, "#f3e6d8", "#cbc4e0"],
  ]);
  const lower = draw("path", { fill: skin }, clipped);
  const upper = draw("path", { fill: skin }, clipped);
  const crease = draw("path", { fill: "none", "stroke-width": 2, "stroke-linecap": "round", opacity: 0 }, clipped);
  paints.pair(crease, "stroke", "#b3937c", "#5b5490");
  const edge = draw("path", { fill: "none", "stroke-linecap": "round" }, group);
  paints.pair(edge, "stroke", "#3a2823", "#1a1838");
  return { group, around, gaze, shine, lower, upper, crease, edge, side };
}
