/**
 * A large wet eye: it mirrors the window by day and the string of lights by night, and its lids close like a smile.
 */

import { clamp, fine, short } from "./figures.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */

/** An eye opening; the inner corner is at the left. */
const EYE =
  "M-42 4C-42 -22 -25 -42 0 -42C26 -42 42 -23 42 1C42 26 24 43 0 43C-20 43 -32 33 -38 20C-40 15 -42 10 -42 4Z";
/** The window of the room, bulged as an eye mirrors it, and its bars. */
const PANES = "M0 -5C-1 -13 -1 -19 1 -24C4 -31 9 -34 15 -34S26 -31 28 -24C29 -18 29 -12 28 -5C19 -1 9 -1 0 -5Z";
const BARS = "M14.5 -35C13 -24 13 -12 14 0M-2 -18Q14 -21.5 30 -18";

/** @param {Element} face @param {Element} defs @param {Paints} paints @param {number} side */
export function buildEye(face, defs, paints, side) {
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
  // No white is ever seen, only a paler sliver where it looks far aside: that is how its gaze is read.
  const white = draw("path", { d: EYE, transform: mirror.trim() }, clipped);
  paints.pair(white, "fill", "#9d8172", "#5d558f");
  const gaze = draw("g", { class: "gaze" }, clipped);
  draw("circle", { r: 46.5, fill: ball }, gaze);
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

/**
 * Lids, gaze and reflections of one eye.
 * @param {import("./paints.js").Brush} brush
 * @param {ReturnType<typeof buildEye>} eye
 * @param {number} lid -1 shut .. 1 wide
 * @param {Record<string, number>} pose
 * @param {{x: number, y: number}} look where it looks, each -1..1
 */
export function drawEye(brush, eye, lid, pose, look) {
  // 0 shut, 1 relaxed awake, a little more when wide.
  const open = clamp((lid + 1) / 1.6, 0, 1.25);
  const eased = open < 1 ? open * open * (3 - 2 * open) : open;
  // A lid hangs like a smile when shut and is an arch otherwise; half shut, the outer corners sink: sleepy, never cross.
  const middle = 24 - 74 * eased;
  const shut = Math.max(0, 1 - eased);
  const corner = 6 + (middle + 2 + 16 * shut) * Math.min(1, eased / 0.3) ** 1.5;
  const hang = 13 * eased * shut * eye.side;
  const [left, right] = [corner - hang, corner + hang];
  const turn = 2 * middle - corner;
  const rise = 2 + 40 * Math.min(1, eased * 3.6);
  const floor = 24 + 23 * Math.min(1, eased * 3.6);
  const lid_d = (/** @type {number} */ inset, /** @type {number} */ up) =>
    `M${-inset} ${short(left - up)}Q0 ${short(turn - up)} ${inset} ${short(right - up)}`;
  brush.write(eye.around, "opacity", (1 - Math.min(1, eased)).toFixed(1));
  brush.write(eye.upper, "d", `${lid_d(49, 0)}V-60H-49Z`);
  brush.write(eye.lower, "d", `M-49 ${short(rise)}Q0 ${short(2 * floor - rise)} 49 ${short(rise)}V60H-49Z`);
  brush.write(eye.crease, "d", lid_d(38, 11));
  brush.write(eye.crease, "opacity", (0.35 * Math.min(1, shut * 3) * Math.min(1, eased * 4)).toFixed(1));
  brush.write(eye.edge, "d", lid_d(46, 0));
  brush.write(eye.edge, "stroke-width", fine(4.8 - 2.2 * Math.min(1, eased * 2)));
  brush.write(eye.edge, "opacity", fine(clamp(1.3 * shut, 0, 1)));
  // To a unit: finer steps would paint the eyes anew for nothing anybody sees.
  const step = (/** @type {number} */ value) => value.toFixed(0);
  const lookX = look.x * 9 + pose.neck_yaw * 2;
  const lookY = look.y * 6 - pose.neck_pitch * 1.5;
  brush.move(eye.gaze, `translate(${step(lookX)}px,${step(lookY)}px)`);
  // Reflections stay with the light in the room while the eye turns, and lean towards what it looks at.
  const shineX = -pose.neck_yaw * 6 + look.x * 3.5;
  // Under a sinking lid the sparkle sinks and shrinks, so that a sleepy eye still lives.
  const sunk = Math.max(0, middle + 32);
  brush.write(eye.shine, "opacity", clamp((eased - 0.1) * 6, 0, 1).toFixed(1));
  const shineY = pose.neck_pitch * 4 + look.y * 3 + sunk * 0.92;
  brush.move(
    eye.shine,
    `translate(${step(shineX)}px,${step(shineY)}px) scale(${(1 - Math.min(0.4, sunk / 80)).toFixed(2)})`,
  );
}
