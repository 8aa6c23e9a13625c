/**
 * Day and night colours of the drawing: every painted thing names two colours, one call mixes them by the light level,
 * through the gold of an evening that it may name too.
 * Mixing colours, not laying a dark sheet over the picture, keeps the eyes deep and costs nothing while the light stays.
 */

/** What low sun does to red, green and blue half way between day and night. */
const GOLD = [1.13, 0.98, 0.86];
/** How far into the night the evening glows most. */
export const EVENING = 0.62;
const NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * Makes one SVG element.
 * @param {string} name tag name, for example "path"
 * @param {Record<string, string | number>} [attributes]
 * @param {Element} [parent] where to append it
 * @returns {SVGElement}
 */
export function draw(name, attributes = {}, parent) {
  const element = /** @type {SVGElement} */ (document.createElementNS(NAMESPACE, name));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent?.append(element);
  return element;
}

/**
 * @param {string} hex "#rrggbb"
 * @returns {number[]} red, green, blue, 0..255
 */
function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/**
 * @param {string} from "#rrggbb" @param {string} to "#rrggbb" @param {number} share 0..1
 * @returns {string} "#rrggbb" between the two
 */
export function blend(from, to, share) {
  const goal = channels(to);
  const mixed = channels(from).map((value, index) => Math.round(value + (goal[index] - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Keeps every colour pair of one drawing. */
export class Paints {
  /** @param {Element} defs the `<defs>` that receives the gradients */
  constructor(defs) {
    this.defs = defs;
    /** @type {{element: Element, attribute: string, day: number[], night: number[], dusk: number[]}[]} */
    this.pairs = [];
    this.count = 0;
  }

  /**
   * @param {Element} element
   * @param {"fill" | "stroke" | "stop-color"} attribute
   * @param {string} day "#rrggbb"
   * @param {string} [night] "#rrggbb", the same as by day when left out
   * @param {string} [evening] "#rrggbb", half way in low sun when left out
   */
  pair(element, attribute, day, night = day, evening) {
    const [bright, dark] = [channels(day), channels(night)];
    const gilded = bright.map((value, index) => Math.min(255, ((value + dark[index]) / 2) * GOLD[index]));
    const dusk = evening ? channels(evening) : day === night ? bright : gilded;
    this.pairs.push({ element, attribute, day: bright, night: dark, dusk });
    element.setAttribute(attribute, day);
  }

  /**
   * @param {"radialGradient" | "linearGradient"} kind
   * @param {Record<string, string | number>} geometry in the units of the drawing
   * @param {[number, string, string, number?, string?][]} stops offset 0..1, day, night, opacity 0..1, evening
   * @returns {string} a paint such as "url(#paint-3)"
   */
  gradient(kind, geometry, stops) {
    const id = `paint-${(this.count += 1)}`;
    const gradient = draw(kind, { id, gradientUnits: "userSpaceOnUse", ...geometry }, this.defs);
    for (const [offset, day, night, opacity = 1, evening = undefined] of stops) {
      const stop = draw("stop", { offset, "stop-opacity": opacity }, gradient);
      this.pair(stop, "stop-color", day, night, evening);
    }
    return `url(#${id})`;
  }

  /** @param {number} night 0 bright day .. 1 dark night, with a golden evening in between */
  mix(night) {
    const late = night > EVENING;
    const share = late ? (night - EVENING) / (1 - EVENING) : night / EVENING;
    for (const { element, attribute, day, night: dark, dusk } of this.pairs) {
      const [from, to] = late ? [dusk, dark] : [day, dusk];
      const mixed = from.map((value, index) => Math.round(value + (to[index] - value) * share));
      element.setAttribute(attribute, `rgb(${mixed.join(",")})`);
    }
  }
}

/** Writes into the drawing only what differs from the last time. */
export class Brush {
  constructor() {
    /** @type {WeakMap<Element, string>} */
    this.placed = new WeakMap();
    /** @type {WeakMap<Element, Record<string, string>>} */
    this.written = new WeakMap();
  }

  /** @param {SVGElement} element @param {string} transform in CSS */
  move(element, transform) {
    if (this.placed.get(element) === transform) return;
    this.placed.set(element, transform);
    element.style.transform = transform;
  }

  /** @param {Element} element @param {string} attribute @param {string} value */
  write(element, attribute, value) {
    const last = this.written.get(element) ?? {};
    if (last[attribute] === value) return;
    last[attribute] = value;
    this.written.set(element, last);
    element.setAttribute(attribute, value);
  }
}
