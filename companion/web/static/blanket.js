/**
 * The blanket that tucks it in while it sleeps: it lies over the hind half, breathes with it, and ends behind the bed's rim.
 */

import { seeded } from "./fur.js";
import { draw } from "./paints.js";

/** @typedef {import("./paints.js").Paints} Paints */

const CLOTH =
  "M664 310C718 322 754 354 796 398C830 436 854 468 880 489C901 506 913 527 912 554C911 586 902 620 890 660" +
  "L552 686C562 640 566 590 572 540C584 440 612 352 664 310Z";
const HEM = "M662 322C612 362 584 444 572 540C566 592 560 644 554 682";
const SHADE = "M652 316C600 352 574 440 562 540C556 600 548 650 544 686L490 686C500 600 512 470 560 390C584 350 612 326 652 316Z";
const SEAMS = "M744 356C706 440 690 560 676 682M812 418C790 490 778 580 768 678M866 486C860 544 852 604 844 668";

/**
 * @param {Element} parent the group of the body
 * @param {Element} defs
 * @param {Paints} paints
 * @returns {SVGElement} hidden
 */
export function buildBlanket(parent, defs, paints) {
  const blanket = draw("g", { class: "blanket", opacity: 0, display: "none" }, parent);
  const clip = draw("clipPath", { id: "blanket-clip" }, defs);
  draw("path", { d: CLOTH }, clip);
  const shade = paints.gradient("linearGradient", { x1: 500, y1: 0, x2: 590, y2: 0 }, [
    [0, "#7a5a48", "#14123c", 0],
    [1, "#7a5a48", "#14123c", 0.42],
  ]);
  draw("path", { d: SHADE, fill: shade }, blanket);
  const wool = paints.gradient("radialGradient", { cx: 690, cy: 400, r: 330 }, [
    [0, "#b9d3cf", "#7683cf", 1, "#b79cae"],
    [0.6, "#8fb5b1", "#4f5cab", 1, "#8f7798"],
    [1, "#6f9794", "#363f87", 1, "#6d5a80"],
  ]);
  draw("path", { d: CLOTH, fill: wool }, blanket);
  const inner = draw("g", { "clip-path": "url(#blanket-clip)" }, blanket);
  const seams = draw("path", { d: SEAMS, fill: "none", "stroke-width": 3, "stroke-dasharray": "9 9", opacity: 0.4 }, inner);
  seams.setAttribute("stroke-linecap", "round");
  paints.pair(seams, "stroke", "#eef6f2", "#aab4ee", "#e3cfe0");
  const stars = draw("g", { opacity: 0.9 }, inner);
  const random = seeded(61);
  for (const [x, y] of [
    [674, 374],
    [752, 430],
    [636, 462],
    [738, 536],
    [816, 500],
    [634, 580],
    [800, 600],
    [872, 560],
    [706, 618],
    [694, 486],
  ]) {
    const size = 7 + 6 * random();
    const star = draw(
      "path",
      {
        d: "M0 -1Q.14 -.14 1 0Q.14 .14 0 1Q-.14 .14 -1 0Q-.14 -.14 0 -1Z",
        transform: `translate(${x} ${y}) rotate(${(30 * random() - 15).toFixed(0)}) scale(${size.toFixed(1)})`,
      },
      stars,
    );
    paints.pair(star, "fill", "#fff6d8", "#ffe9ad");
  }
  // The folded edge: a soft roll with light on its crown.
  for (const [width, shift, day, night] of /** @type {[number, number, string, string][]} */ ([
    [34, 0, "#d3c3b4", "#5a66b4"],
    [24, -2, "#efe3d6", "#8d98dc"],
    [10, -5, "#fbf4ea", "#b3bcf0"],
  ])) {
    const roll = draw("path", { d: HEM, fill: "none", "stroke-width": width, "stroke-linecap": "round" }, blanket);
    roll.setAttribute("transform", `translate(${shift} 0)`);
    paints.pair(roll, "stroke", day, night);
  }
  return blanket;
}
