/**
 * The room around the seal: wall, window with sun or moon, a string of lights, and the camera that wakes and sleeps.
 * Everything that tells day from night is a colour pair or one opacity, set by the function that `buildRoom` returns.
 */

import { seeded } from "./fur.js";
import { draw, EVENING } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */

/**
 * @param {Element} parent
 * @param {Element} defs
 * @param {Paints} paints
 * @returns {{light: (night: number) => void, watching: (open: boolean) => void}} sets night, 0 bright day .. 1 dark
 *   night, and whether a camera looks
 */
export function buildRoom(parent, defs, paints) {
  const room = draw("g", { class: "room" }, parent);
  wall(room, paints);
  const sky = windowOnTheWall(room, defs, paints);
  const bulbs = stringOfLights(room, paints);
  const watching = cameraOnTheShelf(room, paints);
  return {
    light: (night) => {
      sky(night);
      bulbs(night);
    },
    watching,
  };
}

/** @param {Element} room @param {Paints} paints */
function wall(room, paints) {
  const paper = paints.gradient("linearGradient", { x1: 0, y1: 0, x2: 0, y2: 520 }, [
    [0, "#cfe0d6", "#2c2f63", 1, "#c79f94"],
    [1, "#aecabe", "#252a5a", 1, "#b98a7d"],
  ]);
  draw("rect", { width: 1000, height: 760, fill: paper }, room);
  const glow = paints.gradient("radialGradient", { cx: 760, cy: 190, r: 560 }, [
    [0, "#fff6dc", "#7480c9", 0.7, "#ffcf94"],
    [0.5, "#fff3d6", "#6873be", 0.28, "#ffc58a"],
    [1, "#fff6dc", "#6d7ac2", 0, "#ffc58a"],
  ]);
  draw("rect", { width: 1000, height: 760, fill: glow }, room);
  const boards = paints.gradient("linearGradient", { x1: 0, y1: 500, x2: 0, y2: 760 }, [
    [0, "#dfbd99", "#2f2b58", 1, "#a9765c"],
    [1, "#c99f79", "#1f1d45", 1, "#8a5b4b"],
  ]);
  draw("rect", { y: 490, width: 1000, height: 270, fill: boards }, room);
  const skirting = draw("rect", { y: 470, width: 1000, height: 22 }, room);
  paints.pair(skirting, "fill", "#f7f0e4", "#41457f");
  const seam = draw("rect", { y: 492, width: 1000, height: 4, opacity: 0.3 }, room);
  paints.pair(seam, "fill", "#8f6b4d", "#0f1030");
}

/** @param {Element} room @param {Element} defs @param {Paints} paints @returns {(night: number) => void} */
function windowOnTheWall(room, defs, paints) {
  const arch = "M648 306V142C648 80 696 40 762 40S876 80 876 142V306Z";
  const clip = draw("clipPath", { id: "window-clip" }, defs);
  draw("path", { d: arch }, clip);
  const view = draw("g", { "clip-path": "url(#window-clip)" }, room);
  const air = paints.gradient("linearGradient", { x1: 0, y1: 40, x2: 0, y2: 306 }, [
    [0, "#a4d5ef", "#0f1746", 1, "#7c6fae"],
    [0.55, "#cbe7f1", "#27327a", 1, "#f19f85"],
    [1, "#eaf6f4", "#3f4d98", 1, "#ffd59a"],
  ]);
  draw("rect", { x: 640, y: 30, width: 250, height: 290, fill: air }, view);
  const sun = buildSun(view, paints);
  const moon = buildMoon(view, paints);
  const clouds = draw("g", { opacity: 0.85 }, view);
  for (const d of [
    "M664 166q2-22 25-20 10-24 34-14 20-8 26 14 20 0 20 20z",
    "M780 226q2-16 18-15 8-18 26-10 14-6 20 10 16 0 16 15z",
  ]) {
    paints.pair(draw("path", { d }, clouds), "fill", "#ffffff", "#3a458c", "#f7b7a4");
  }
  const hills = draw("path", { d: "M640 280q50-42 104-20 58-42 146 8V320H640Z" }, view);
  paints.pair(hills, "fill", "#f9fcfb", "#5a66a6", "#c79bb4");
  const nearer = draw("path", { d: "M640 300q70-26 134-8 60-18 116 0V320H640Z" }, view);
  paints.pair(nearer, "fill", "#dcecef", "#434f8e", "#a37f9f");

  const frame = draw("path", { d: `${arch}M762 40V306M648 176H876`, fill: "none", "stroke-width": 9 }, room);
  frame.setAttribute("stroke-linejoin", "round");
  paints.pair(frame, "stroke", "#fdf8ee", "#4e5493");
  const under = draw("rect", { x: 634, y: 316, width: 256, height: 12, rx: 6, opacity: 0.22 }, room);
  paints.pair(under, "fill", "#5f7d70", "#0e1238");
  const sill = draw("rect", { x: 626, y: 302, width: 272, height: 18, rx: 9 }, room);
  paints.pair(sill, "fill", "#fdf8ee", "#5a60a0");
  for (const mirrored of [false, true]) curtain(room, paints, mirrored);
  const rail = draw("rect", { x: 582, y: 24, width: 360, height: 9, rx: 4.5 }, room);
  paints.pair(rail, "fill", "#c89d76", "#3a3570");

  return (night) => {
    // The sun sinks behind the hills before the moon comes.
    const set = Math.min(1, night / EVENING);
    sun.setAttribute("transform", `translate(${(-26 * set).toFixed(1)} ${(112 * set ** 1.4).toFixed(1)})`);
    sun.setAttribute("opacity", Math.min(1, Math.max(0, (0.86 - night) * 6)).toFixed(3));
    moon.setAttribute("opacity", Math.max(0, night * 3.6 - 2.6).toFixed(3));
  };
}

/** @param {Element} view @param {Paints} paints */
function buildSun(view, paints) {
  const sun = draw("g", {}, view);
  const rays = paints.gradient("radialGradient", { cx: 806, cy: 112, r: 96 }, [
    [0, "#fffbe2", "#ffd9a0", 1, "#ffe2a6"],
    [0.31, "#ffeeab", "#ff9d6b", 1, "#ffb473"],
    [0.34, "#fff3c4", "#ffb48a", 0.5, "#ffc58d"],
    [1, "#fff3c4", "#ffb48a", 0, "#ffc58d"],
  ]);
  draw("circle", { cx: 806, cy: 112, r: 96, fill: rays }, sun);
  return sun;
}

/** @param {Element} view @param {Paints} paints */
function buildMoon(view, paints) {
  const moon = draw("g", {}, view);
  const shine = paints.gradient("radialGradient", { cx: 806, cy: 116, r: 95 }, [
    [0, "#fdf6d8", "#fdf6d8", 0.5],
    [1, "#fdf6d8", "#fdf6d8", 0],
  ]);
  draw("circle", { cx: 806, cy: 116, r: 95, fill: shine }, moon);
  draw("path", { d: "M806 82A34 34 0 1 0 834 132A28 28 0 1 1 806 82Z", fill: "#fff4cf" }, moon);
  const random = seeded(11);
  for (let index = 0; index < 34; index += 1) {
    const x = 654 + random() * 216;
    const y = 56 + random() * 190;
    if (Math.hypot(x - 806, y - 116) < 50) continue;
    draw("circle", { cx: x, cy: y, r: 0.8 + random() * 1.7, fill: "#fff9e6", opacity: 0.5 + 0.5 * random() }, moon);
  }
  return moon;
}

/** One drawn-back curtain. @param {Element} room @param {Paints} paints @param {boolean} mirrored */
function curtain(room, paints, mirrored) {
  const group = draw("g", mirrored ? { transform: "translate(1524 0) scale(-1 1)" } : {}, room);
  const cloth = paints.gradient("linearGradient", { x1: 594, y1: 0, x2: 700, y2: 0 }, [
    [0, "#f3dccb", "#4a4688"],
    [0.2, "#fcf0e4", "#5f5aa0"],
    [0.36, "#f1d8c6", "#474383"],
    [0.56, "#fdf3e8", "#5d589c"],
    [0.76, "#efd3c1", "#433f7e"],
    [1, "#fbeadd", "#544f92"],
  ]);
  const d =
    "M594 30H704C700 110 672 172 632 206C642 252 640 306 646 356Q636 350 626 357Q616 350 606 357Q598 351 590 355Z";
  draw("path", { d, fill: cloth }, group);
  const tie = draw("path", { d: "M592 198q24 16 44 6", fill: "none", "stroke-width": 7 }, group);
  tie.setAttribute("stroke-linecap", "round");
  paints.pair(tie, "stroke", "#dd9a86", "#8f7fc4");
}

/**
 * The seal's own eye on the room: a toy camera on a shelf. It sleeps behind a lid and wakes with a green lamp.
 * @param {Element} room @param {Paints} paints
 * @returns {(open: boolean) => void} shows whether any camera looks
 */
function cameraOnTheShelf(room, paints) {
  const group = draw("g", {}, room);
  const under = draw("path", { d: "M22 352H176L170 372H30Z", opacity: 0.2 }, group);
  paints.pair(under, "fill", "#5f7d70", "#0e1238");
  const board = draw("rect", { x: 18, y: 340, width: 162, height: 13, rx: 5 }, group);
  paints.pair(board, "fill", "#c89d76", "#4a437f");
  for (const x of [42, 150]) {
    const bracket = draw("path", { d: `M${x} 353v22q0 5 5 5`, fill: "none", "stroke-width": 6 }, group);
    bracket.setAttribute("stroke-linecap", "round");
    paints.pair(bracket, "stroke", "#b2875f", "#3d366f");
  }
  plant(group, paints);
  const body = paints.gradient("linearGradient", { x1: 0, y1: 268, x2: 0, y2: 340 }, [
    [0, "#f7e3cb", "#8a82bd"],
    [1, "#dcb893", "#5a5293"],
  ]);
  draw("rect", { x: 66, y: 258, width: 30, height: 18, rx: 6, fill: body }, group);
  draw("rect", { x: 48, y: 270, width: 96, height: 70, rx: 17, fill: body }, group);
  const ring = draw("circle", { cx: 96, cy: 306, r: 28 }, group);
  paints.pair(ring, "fill", "#a9795a", "#3a3370");
  const glass = paints.gradient("radialGradient", { cx: 96, cy: 314, r: 24, fx: 96, fy: 322 }, [
    [0, "#4f6f83", "#40568f"],
    [0.6, "#1f2d38", "#141a3a"],
    [1, "#0b1116", "#0a0d24"],
  ]);
  draw("circle", { cx: 96, cy: 306, r: 22, fill: glass }, group);
  draw("path", { d: "M84 296q4-8 12-9", fill: "none", stroke: "#ffffff", "stroke-width": 4, opacity: 0.8 }, group);
  const lid = draw("g", { class: "shutter" }, group);
  const wood = paints.gradient("radialGradient", { cx: 90, cy: 296, r: 34 }, [
    [0, "#f3d3af", "#8f86c0"],
    [1, "#c9976c", "#584f92"],
  ]);
  draw("circle", { cx: 96, cy: 306, r: 23.5, fill: wood }, lid);
  const asleep = draw("path", { d: "M82 305q14 13 28 0M86 313l-4 5M96 315v6M106 313l4 5", fill: "none" }, lid);
  asleep.setAttribute("stroke-width", "3");
  asleep.setAttribute("stroke-linecap", "round");
  paints.pair(asleep, "stroke", "#7b4f34", "#2b2560");
  const shine = paints.gradient("radialGradient", { cx: 130, cy: 284, r: 26 }, [
    [0, "#5fe08a", "#5fe08a", 0.85],
    [1, "#5fe08a", "#5fe08a", 0],
  ]);
  const halo = draw("circle", { cx: 130, cy: 284, r: 26, fill: shine, opacity: 0 }, group);
  const lamp = draw("circle", { cx: 130, cy: 284, r: 5.5, fill: "#7a5a48" }, group);
  return (open) => {
    lid.setAttribute("transform", open ? "translate(0 -46)" : "");
    lid.setAttribute("opacity", open ? "0" : "1");
    halo.setAttribute("opacity", open ? "1" : "0");
    lamp.setAttribute("fill", open ? "#1fae52" : "#7a5a48");
  };
}

/** A small plant beside the camera. @param {Element} group @param {Paints} paints */
function plant(group, paints) {
  const leaves = draw("g", {}, group);
  for (const d of [
    "M160 312C150 300 140 284 146 270C158 276 164 296 162 312Z",
    "M161 312C158 292 162 270 172 262C180 276 172 298 164 312Z",
    "M163 312C170 298 182 288 192 288C190 302 178 312 166 314Z",
  ]) {
    paints.pair(draw("path", { d }, leaves), "fill", "#7fae8b", "#3f5a86", "#7f8f6c");
  }
  const pot = draw("path", { d: "M148 310H178L173 340H153Z" }, group);
  paints.pair(pot, "fill", "#e2a08a", "#6a5a9a");
  const brim = draw("rect", { x: 145, y: 306, width: 36, height: 9, rx: 4 }, group);
  paints.pair(brim, "fill", "#eeb29e", "#7c6bab");
}

/** @param {Element} room @param {Paints} paints @returns {(night: number) => void} */
function stringOfLights(room, paints) {
  const d = "M-10 52C90 140 210 140 300 78S520 54 586 30";
  const wire = /** @type {SVGPathElement} */ (draw("path", { d, fill: "none", "stroke-width": 2 }, room));
  paints.pair(wire, "stroke", "#8fa799", "#4b5190");
  const length = wire.getTotalLength();
  const shine = draw("g", {}, room);
  const warm = paints.gradient("radialGradient", { cx: 0, cy: 0, r: 46 }, [
    [0, "#ffdf9a", "#ffdf9a", 0.8],
    [0.25, "#ffca7c", "#ffca7c", 0.3],
    [1, "#ffc978", "#ffc978", 0],
  ]);
  for (let index = 0; index < 9; index += 1) {
    const { x, y } = wire.getPointAtLength((length * (index + 0.6)) / 9.2);
    draw("circle", { r: 46, fill: warm, transform: `translate(${x.toFixed(1)} ${(y + 9).toFixed(1)})` }, shine);
    const bulb = draw("ellipse", { cx: x, cy: y + 9, rx: 6.5, ry: 8.5 }, room);
    paints.pair(bulb, "fill", "#fdf2d8", "#fff1c4");
  }
  return (night) => shine.setAttribute("opacity", (0.15 + 0.85 * night).toFixed(3));
}
