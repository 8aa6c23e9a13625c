/**
 * The head: round and furry, with glowing cheeks; muzzle and eyes have rooms of their own.
 * Features lie on a ball; turning the ball by yaw and pitch puts each where perspective wants it.
 */

import { buildEye } from "./eye.js";
import { coat, fringe } from "./fur.js";
import { buildMuzzle } from "./muzzle.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */
/** @typedef {import("./fur.js").Flow} Flow */

/** Around the head's middle at the origin; clockwise. */
export const HEAD =
  "M0 -154C76 -156 136 -114 160 -54C182 -14 202 32 190 76C174 128 96 152 0 152C-96 152 -174 128 -190 76" +
  "C-202 32 -182 -14 -160 -54C-136 -114 -76 -156 0 -154Z";
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
