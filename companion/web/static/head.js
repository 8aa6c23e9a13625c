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
    [0, "#fffefb", "#ddd6ec"],
    [0.5, "#fef8ee", "#c8c0e0"],
    [0.8, "#f6eadb", "#a29bca"],
    [1, "#e4d0bc", "#7a74a8"],
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

  const fluff = draw("g", { class: "part" }, head);
  const dark = draw(
    "path",
    { d: coat(HEAD, { count: 170, length: 27, width: 1.3, inset: 26, flow, seed: 43 }) },
    fluff,
  );
  dark.setAttribute("opacity", "0.13");
  paints.pair(dark, "fill", "#a98a73", "#3c427c");
  const bright = draw(
    "path",
    { d: coat(HEAD, { count: 230, length: 30, width: 1.8, inset: 22, flow, seed: 47 }) },
    fluff,
  );
  bright.setAttribute("opacity", "0.55");
  paints.pair(bright, "fill", "#ffffff", "#e9e4f6");

  const face = draw("g", {}, head);
  const cheeks = [-1, 1].map((side) => buildCheek(face, paints, side));
  const sockets = [-1, 1].map(() => {
    const fill = paints.gradient("radialGradient", { cx: 0, cy: 4, r: 70 }, [
      [0.45, "#9a7663", "#3f3b77", 0.5],
      [0.7, "#a5826e", "#3f3b77", 0.2],
      [1, "#a5826e", "#3f3b77", 0],
    ]);
    return draw("circle", { class: "part", cx: 0, cy: 4, r: 70, fill }, face);
  });
  const brows = [-1, 1].map((side) => buildBrow(face, paints, side));
  const muzzle = buildMuzzle(face, paints);
  const eyes = [-1, 1].map((side) => buildEye(face, defs, paints, side));
  return { group: head, fluff, face, cheeks, sockets, brows, muzzle, eyes };
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
  const brow = draw("g", { class: "part" }, face);
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
    [0, "#ffffff", "#e6e0f2"],
    [0.6, "#fef8ef", "#d0c9e6"],
    [1, "#eedccb", "#a099c8"],
  ]);
  const flow = /** @type {Flow} */ ((x, y) => [x * 1.4, y + 14]);
  draw(
    "path",
    { d: puff + fringe(puff, { step: 2.8, length: 7, width: 3, lean: 0.5, flow, seed: 53 }), fill: pads },
    group,
  );
  const mouth = draw("path", { fill: "none", "stroke-width": 4, "stroke-linecap": "round" }, group);
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
      const line = draw("path", { fill: "none", "stroke-linecap": "round", "stroke-width": 1.6, opacity: 0.5 }, group);
      paints.pair(line, "stroke", "#80695c", "#2f3468");
      const spread = [-24, -13, -3, 9, 18, 30][index];
      return { line, side, x: x * side, y, spread, length: [104, 122, 128, 112, 118, 92][index] };
    }),
  );
  return { group, nose, mouth, inside, whiskers };
}

/** @param {Element} face @param {Element} defs @param {Paints} paints @param {number} side */
function buildEye(face, defs, paints, side) {
  const name = side < 0 ? "left" : "right";
  const group = draw("g", { class: "part" }, face);
  const clip = draw("clipPath", { id: `eye-${name}` }, defs);
  draw("path", { d: EYE, transform: `${side < 0 ? "scale(-1 1) " : ""}scale(1.11)` }, clip);
  const mirror = side < 0 ? "scale(-1 1) " : "";
  // Fur that closes softly around a shut eye, so that no edge of the lid shows.
  const soft = paints.gradient("radialGradient", { cx: 0, cy: 0, r: 68 }, [
    [0.66, "#f3e7d9", "#b6aed4"],
    [0.8, "#f4e8da", "#b8b0d6", 0.55],
    [1, "#f6ebdd", "#bcb4d8", 0],
  ]);
  const around = draw("circle", { r: 68, fill: soft, opacity: 0 }, group);
  const clipped = draw("g", { "clip-path": `url(#eye-${name})` }, group);
  // The dark skin around the eye, wet at the inner corner.
  const rim = draw("path", { d: EYE, transform: `${mirror}scale(1.06)` }, clipped);
  paints.pair(rim, "fill", "#3a2823", "#1a1838");
  const ball = paints.gradient("radialGradient", { cx: 0, cy: 16, r: 50, fx: 0, fy: 26 }, [
    [0, "#7a4c33", "#4f3a55"],
    [0.34, "#46281d", "#2c2140"],
    [0.7, "#1c0f0c", "#120e24"],
    [1, "#0a0505", "#070613"],
  ]);
  draw("path", { d: EYE, fill: ball, transform: mirror.trim() }, clipped);
  const gaze = draw("g", {}, clipped);
  draw("circle", { cx: 0, cy: -2, r: 21, fill: "#060303", opacity: 0.82 }, gaze);
  const sky = paints.gradient("radialGradient", { cx: 4, cy: -40, r: 46 }, [
    [0, "#cfe6f5", "#a9a6ee", 0.6],
    [0.6, "#cfe6f5", "#a9a6ee", 0.16],
    [1, "#d9ecf7", "#a9a6ee", 0],
  ]);
  draw("path", { d: EYE, fill: sky, transform: mirror.trim() }, clipped);
  const shine = draw("g", { fill: "#ffffff" }, clipped);
  draw("ellipse", { cx: 13, cy: -17, rx: 12.5, ry: 13.5, transform: "rotate(20 13 -17)", opacity: 0.98 }, shine);
  draw("circle", { cx: -14, cy: 15, r: 6.2, opacity: 0.85 }, shine);
  draw("circle", { cx: -18, cy: -8, r: 2.8, opacity: 0.7 }, shine);
  draw("circle", { cx: 19, cy: 12, r: 2.2, opacity: 0.5 }, shine);
  // Tears stand along the lower lid.
  const wet = draw(
    "path",
    { d: "M-28 29C-16 41 16 42 31 24", fill: "none", stroke: "#fff", "stroke-width": 2 },
    clipped,
  );
  wet.setAttribute("stroke-linecap", "round");
  wet.setAttribute("opacity", "0.26");
  const skin = paints.gradient("radialGradient", { cx: 0, cy: -6, r: 56 }, [
    [0, "#fcf4ea", "#c6bee0"],
    [0.8, "#f3e7d9", "#b6aed4"],
    [1, "#f3e7d9", "#b6aed4"],
  ]);
  const lower = draw("path", { fill: skin }, clipped);
  const upper = draw("path", { fill: skin }, clipped);
  const edge = draw("path", { fill: "none", "stroke-linecap": "round" }, group);
  paints.pair(edge, "stroke", "#3a2823", "#1a1838");
  return { group, around, gaze, shine, lower, upper, edge, side };
}
