/**
 * The muzzle: nose, whisker pads, whiskers and a mouth that smiles a little and opens for its voice.
 */

import { clamp, fine, short } from "./figures.js";
import { fringe } from "./fur.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */
/** @typedef {import("./fur.js").Flow} Flow */

/** @param {Element} face @param {Paints} paints */
export function buildMuzzle(face, paints) {
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
  return { group, mouth, inside, whiskers, drawn: { sway: NaN } };
}

/**
 * Mouth and whiskers.
 * @param {import("./paints.js").Brush} brush
 * @param {ReturnType<typeof buildMuzzle>} muzzle
 * @param {Record<string, number>} pose
 * @param {{voice: number, mood: number, sway: number}} inside loudness 0..1, mood -1..1, swing of the whiskers in degrees
 */
export function drawMuzzle(brush, muzzle, pose, { voice, mood, sway: swing }) {
  // A start opens the mouth a little, too.
  const startled = clamp((Math.min(pose.eyelid_left, pose.eyelid_right) - 0.75) / 0.25, 0, 1);
  const ajar = Math.max(clamp(voice, 0, 1), 0.4 * startled);
  const smile = 6 * mood - 5 * startled;
  const wide = 43 + 3 * mood - 10 * startled;
  brush.write(muzzle.inside, "opacity", ajar > 0.02 ? "0.9" : "0");
  brush.move(
    muzzle.inside,
    `translate(0px,${short(9 * ajar - 4)}px) scale(${fine(1 - 0.15 * ajar)},${fine(0.5 + ajar * 0.8)})`,
  );
  brush.write(
    muzzle.mouth,
    "d",
    `M0 -3V19C-4 33 ${short(13 - wide)} ${short(36 - 0.3 * smile)} ${short(-wide)} ${short(21 - smile - 4 * ajar)}` +
      `M0 19C4 33 ${short(wide - 13)} ${short(36 - 0.3 * smile)} ${short(wide)} ${short(21 - smile - 4 * ajar)}`,
  );
  const sway = Math.round(swing * 3) / 3;
  if (sway === muzzle.drawn.sway) return;
  muzzle.drawn.sway = sway;
  for (const { line, side, x, y, spread, length } of muzzle.whiskers) {
    const angle = ((spread + sway * side) * Math.PI) / 180;
    const endX = x + side * Math.cos(angle) * length + sway * 1.6;
    const endY = y + Math.sin(angle) * length + 12;
    const bendX = x + side * Math.cos(angle - 0.22) * length * 0.55;
    const bendY = y + Math.sin(angle - 0.22) * length * 0.55 - 4;
    brush.write(
      line,
      "d",
      `M${short(x)} ${short(y)}Q${short(bendX)} ${short(bendY)} ${short(endX)} ${short(endY)}`,
    );
  }
}
