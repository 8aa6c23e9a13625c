/**
 * Fur as geometry: soft tapered hairs along an outline and short hairs inside it, as path data made once at the start.
 * A seeded generator makes the same coat on every load.
 */

import { draw } from "./paints.js";

/** @typedef {{x: number, y: number, tangentX: number, tangentY: number}} Sample */
/** @typedef {(x: number, y: number) => [number, number]} Flow direction the hair lies at a point, any length */

/**
 * @param {number} seed
 * @returns {() => number} numbers 0..1, the same for the same seed (mulberry32)
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * @param {string} outline closed path data, clockwise on the screen
 * @param {number} step distance between samples
 * @returns {Sample[]}
 */
export function sample(outline, step) {
  const path = /** @type {SVGPathElement} */ (draw("path", { d: outline }));
  const length = path.getTotalLength();
  const count = Math.max(8, Math.round(length / step));
  const points = Array.from({ length: count }, (_, index) => path.getPointAtLength((index / count) * length));
  return points.map((point, index) => {
    const next = points[(index + 1) % count];
    const before = points[(index + count - 1) % count];
    const size = Math.hypot(next.x - before.x, next.y - before.y) || 1;
    return { x: point.x, y: point.y, tangentX: (next.x - before.x) / size, tangentY: (next.y - before.y) / size };
  });
}

/** @param {number} value */
const short = (value) => value.toFixed(1);

/**
 * Path data of one tapered, slightly bent hair.
 * @param {number} x @param {number} y root
 * @param {number} directionX @param {number} directionY unit vector
 * @param {number} length @param {number} width at the root @param {number} bend sideways, share of the length
 */
function hair(x, y, directionX, directionY, length, width, bend) {
  const sideX = -directionY;
  const sideY = directionX;
  const tipX = x + directionX * length + sideX * bend * length;
  const tipY = y + directionY * length + sideY * bend * length;
  const middleX = x + directionX * length * 0.55;
  const middleY = y + directionY * length * 0.55;
  const half = width / 2;
  return (
    `M${short(x - sideX * half)} ${short(y - sideY * half)}` +
    `Q${short(middleX - sideX * half * 0.8)} ${short(middleY - sideY * half * 0.8)} ${short(tipX)} ${short(tipY)}` +
    `Q${short(middleX + sideX * half * 0.8)} ${short(middleY + sideY * half * 0.8)} ` +
    `${short(x + sideX * half)} ${short(y + sideY * half)}Z`
  );
}

/**
 * Path data of one lock lying on the fur: thin at both ends, so that it has no root to see.
 * @param {number} x @param {number} y middle
 * @param {number} directionX @param {number} directionY unit vector
 * @param {number} length @param {number} width @param {number} bend sideways, share of the length
 */
function lock(x, y, directionX, directionY, length, width, bend) {
  const [reachX, reachY] = [(directionX * length) / 2, (directionY * length) / 2];
  const [sideX, sideY] = [-directionY, directionX];
  const [over, under] = [bend * length + width, bend * length - width];
  return (
    `M${short(x - reachX)} ${short(y - reachY)}` +
    `Q${short(x + sideX * over)} ${short(y + sideY * over)} ${short(x + reachX)} ${short(y + reachY)}` +
    `Q${short(x + sideX * under)} ${short(y + sideY * under)} ${short(x - reachX)} ${short(y - reachY)}Z`
  );
}

/**
 * Hairs that break up an outline.
 * @param {string} outline clockwise closed path data
 * @param {{step: number, length: number, width: number, lean: number, flow: Flow, seed: number}} coat
 *   lean 0 = straight out, 1 = along the flow
 * @returns {string} path data
 */
export function fringe(outline, { step, length, width, lean, flow, seed }) {
  const random = seeded(seed);
  let path = "";
  for (const { x, y, tangentX, tangentY } of sample(outline, step)) {
    const [flowX, flowY] = flow(x, y);
    const flowSize = Math.hypot(flowX, flowY) || 1;
    const clump = 0.75 + 0.25 * Math.sin(x * 0.11 + y * 0.07) + 0.15 * Math.sin(x * 0.031 - y * 0.043);
    const jitter = (random() - 0.5) * 0.5;
    let directionX = tangentY * (1 - lean) + (flowX / flowSize) * lean + tangentX * jitter;
    let directionY = -tangentX * (1 - lean) + (flowY / flowSize) * lean + tangentY * jitter;
    const size = Math.hypot(directionX, directionY) || 1;
    directionX /= size;
    directionY /= size;
    const long = length * clump * (0.55 + 0.75 * random());
    // Roots start inside the outline so that no gap shows when the hair leans.
    const rootX = x - tangentY * 4;
    const rootY = y + tangentX * 4;
    path += hair(
      rootX,
      rootY,
      directionX,
      directionY,
      long + 4,
      width * (0.7 + 0.6 * random()),
      (random() - 0.5) * 0.3,
    );
  }
  return path;
}

/**
 * Short hairs inside an outline.
 * @param {string} outline clockwise closed path data
 * @param {{count: number, length: number, width: number, inset: number, flow: Flow, seed: number}} coat
 *   inset: hairs keep this far from the outline
 * @returns {string} path data
 */
export function coat(outline, { count, length, width, inset, flow, seed }) {
  const random = seeded(seed);
  const edge = sample(outline, 16);
  const xs = edge.map(({ x }) => x);
  const ys = edge.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let path = "";
  for (let tries = 0, made = 0; made < count && tries < count * 6; tries += 1) {
    const x = left + random() * (right - left);
    const y = top + random() * (bottom - top);
    let inside = false;
    let nearest = Infinity;
    for (let index = 0, last = edge.length - 1; index < edge.length; last = index, index += 1) {
      const a = edge[index];
      const b = edge[last];
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
      nearest = Math.min(nearest, Math.hypot(a.x - x, a.y - y));
    }
    if (!inside || nearest < inset) continue;
    const [flowX, flowY] = flow(x, y);
    // Neighbours lean together, as hairs of one lock do.
    const together = 0.2 * Math.sin(x * 0.052 + y * 0.021) + 0.16 * Math.sin(y * 0.067 - x * 0.019);
    const angle = Math.atan2(flowY, flowX) + together + (random() - 0.5) * 0.3;
    const long = length * (0.5 + random());
    path += lock(x, y, Math.cos(angle), Math.sin(angle), long, width, (random() - 0.5) * 0.3);
    made += 1;
  }
  return path;
}
