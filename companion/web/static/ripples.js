/**
 * What a touch leaves on the fur: soft rings that widen and fade, brushed hairs, and the warm spot under the hand.
 * A fixed pool of shapes is used again and again; nothing is made while stroking.
 */

import { Brush, draw } from "./paints.js";

const RINGS = 6;
const BRUSHES = 14;
const RING_MS = 1300;
const BRUSH_MS = 1500;

export class Ripples {
  /** @param {SVGElement} svg */
  constructor(svg) {
    const layer = draw("g", { class: "ripples", "aria-hidden": "true" }, svg);
    const defs = /** @type {Element} */ (svg.querySelector("defs"));
    const glow = draw("radialGradient", { id: "hand" }, defs);
    for (const [offset, opacity] of [
      [0, 0.6],
      [0.5, 0.3],
      [1, 0],
    ]) {
      draw("stop", { offset, "stop-color": "#ffc595", "stop-opacity": opacity }, glow);
    }
    this.hand = draw("g", { class: "part", opacity: 0 }, layer);
    draw("circle", { r: 58, fill: "url(#hand)" }, this.hand);
    // It tightens and reddens as the hand closes.
    this.grip = draw("circle", { r: 40, fill: "none", stroke: "#c9533f", "stroke-width": 5, opacity: 0 }, this.hand);
    this.rings = Array.from({ length: RINGS }, () => ({
      element: draw(
        "ellipse",
        { rx: 30, ry: 24, fill: "none", stroke: "#e9a27f", "stroke-width": 2.6, opacity: 0 },
        layer,
      ),
      x: 0,
      y: 0,
      born_ms: -Infinity,
      strength: 0,
    }));
    // Brushed hair lies flat: a lock shows its shaded valleys and its shine.
    this.brushes = Array.from({ length: BRUSHES }, (_, index) => {
      const bend = ((index % 3) - 1) * 4;
      const element = draw("g", { class: "part", fill: "none", "stroke-linecap": "round", opacity: 0 }, layer);
      const lines = (/** @type {number} */ shift) =>
        [-15, -5, 5, 15]
          .map((y, row) => {
            const reach = 34 - 3 * Math.abs(row - 1.5);
            return `M${-reach} ${y + shift}Q${4 + row} ${y + shift - 7 + bend} ${reach} ${y + shift + (row - 1.5)}`;
          })
          .join("");
      draw("path", { d: lines(2.6), stroke: "#a5805f", "stroke-width": 3, opacity: 0.4 }, element);
      draw("path", { d: lines(0), stroke: "#fffaf2", "stroke-width": 3.4 }, element);
      return { element, x: 0, y: 0, angle: 0, born_ms: -Infinity };
    });
    this.nextRing = 0;
    this.nextBrush = 0;
    this.pressed = false;
    this.warmth = 0;
    this.drawnFirm = "0.0";
    this.last_ms = -Infinity;
    this.at = { x: 0, y: 0 };
    this.brushedAt = { x: 0, y: 0 };
    this.brush = new Brush();
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** A ring that widens from a point. @param {number} x @param {number} y @param {number} [strength] 0..1 */
  ring(x, y, strength = 0.7) {
    const ring = this.rings[this.nextRing];
    this.nextRing = (this.nextRing + 1) % RINGS;
    this.last_ms = performance.now();
    Object.assign(ring, { x, y, strength, born_ms: this.last_ms });
  }

  /** The hand lies or moves here. @param {number} x @param {number} y @param {number} pressure 0..1 */
  press(x, y, pressure) {
    const firm = Math.min(1, Math.max(0, (pressure - 0.45) / 0.4)).toFixed(1);
    if (firm !== this.drawnFirm) {
      this.drawnFirm = firm;
      this.grip.setAttribute("opacity", (0.8 * Number(firm)).toFixed(2));
      this.grip.setAttribute("r", (46 - 16 * Number(firm)).toFixed(1));
    }
    const moved = Math.hypot(x - this.brushedAt.x, y - this.brushedAt.y);
    if (this.pressed && moved > 26) {
      const brush = this.brushes[this.nextBrush];
      this.nextBrush = (this.nextBrush + 1) % BRUSHES;
      const angle = (Math.atan2(y - this.brushedAt.y, x - this.brushedAt.x) * 180) / Math.PI;
      Object.assign(brush, { x, y, angle, born_ms: performance.now() });
      this.brushedAt = { x, y };
    }
    if (!this.pressed) this.brushedAt = { x, y };
    this.pressed = true;
    this.at = { x, y };
  }

  /** The hand is gone. */
  lift() {
    this.pressed = false;
  }

  /** Whether anything of a touch is still to be seen. */
  get lively() {
    return this.pressed || this.warmth > 0.01 || performance.now() - this.last_ms < RING_MS;
  }

  /** @param {number} now_ms */
  frame(now_ms) {
    const goal = this.pressed ? 1 : 0;
    if (Math.abs(goal - this.warmth) > 0.004) {
      this.warmth += (goal - this.warmth) * 0.14;
      this.hand.setAttribute("opacity", this.warmth.toFixed(2));
    }
    if (this.warmth > 0.01) {
      this.brush.move(this.hand, `translate(${this.at.x.toFixed(1)}px,${this.at.y.toFixed(1)}px)`);
    }
    for (const ring of this.rings) {
      const age = (now_ms - ring.born_ms) / RING_MS;
      if (age > 1.1) continue;
      const grown = this.calm.matches ? 1.4 : 0.5 + 2.1 * (1 - (1 - Math.min(1, age)) ** 2);
      ring.element.style.transform = `translate(${ring.x.toFixed(1)}px,${ring.y.toFixed(1)}px) scale(${grown.toFixed(3)})`;
      ring.element.setAttribute("opacity", (Math.max(0, 1 - age) ** 1.5 * ring.strength * 0.8).toFixed(2));
    }
    for (const brush of this.brushes) {
      const age = (now_ms - brush.born_ms) / BRUSH_MS;
      if (age > 1.1) continue;
      const place = `translate(${brush.x.toFixed(1)}px,${brush.y.toFixed(1)}px) rotate(${brush.angle.toFixed(1)}deg)`;
      this.brush.move(brush.element, place);
      brush.element.setAttribute("opacity", (Math.max(0, 1 - age) ** 1.4 * 0.8).toFixed(2));
    }
  }
}
