/**
 * The readable side: what the seal does and why, what it believes, what it senses. Any field may be missing.
 */

/**
 * @typedef {object} Impression
 * @property {number} [valence] -1..1 @property {number} [arousal] -1..1
 * @property {Record<string, number>} [emotions] label -> probability
 * @property {string} [emotion] @property {number} [certainty] 0..1
 *
 * @typedef {{sense: string, state: string, line: string, certainty?: number | null, age_s?: number | null}} Sense
 * @typedef {{box: [number, number, number, number], bound?: boolean, attended?: boolean, look?: string, emotion?: string, certainty?: number}} Face
 *
 * @typedef {object} Belief
 * @property {{name: string, label: string, why: string} | null} [act]
 * @property {Impression | null} [impression]
 * @property {string | null} [state] @property {string | null} [bound] @property {string | null} [binding]
 * @property {string[]} [evidence] @property {boolean} [knows_face] @property {number | null} [mood] @property {{degrees: number, heats: boolean} | null} [warmth]
 * @property {import("./ears.js").Heard | null} [heard] @property {import("./naming.js").Question | null} [naming]
 * @property {Sense[]} [senses] @property {Face[]} [faces] @property {{name: string, strength: number}[]} [needs]
 * @property {Record<string, boolean> | null} [gate] @property {Record<string, boolean> | null} [permissions]
 * @property {number | null} [awake] @property {number | null} [light] @property {string | null} [said] @property {boolean} [speech] @property {string | null} [care]
 */

/** Where a face looks, said beside its frame; of a doubtful look nothing is said. @type {Record<string, string>} */
const LOOKS = { "at me": "looks at it", away: "looks away", "eyes closed": "eyes closed" };

export const EMOTIONS = ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"];
const SENSE_STATES = /** @type {Record<string, string>} */ ({
  open: "on",
  closed: "off",
  lost: "lost, trying again",
  waiting: "waiting",
});

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {HTMLElement} element @param {string} text */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
/** @param {string} name @param {string} className @param {Element} parent */
function add(name, className, parent) {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
}
/** @param {number | null | undefined} share 0..1 */
const percent = (share) => ((share ?? 0) > 0.99 ? "over 99 %" : `${Math.round((share ?? 0) * 100)} %`);
/** States that are not about how somebody seems. @type {Record<string, string>} */
const states = { "nobody here": "Nobody is here that it knows of", "not sure": "It cannot tell how you are" };
/** @param {string} text */
const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) : "");

/** @param {number | null | undefined} age_s @returns {string} */
export function ageInWords(age_s) {
  if (age_s === null || age_s === undefined) return "";
  if (age_s < 1.5) return "just now";
  if (age_s < 90) return `${Math.round(age_s)} s ago`;
  return age_s < 5400 ? `${Math.round(age_s / 60)} min ago` : `${Math.round(age_s / 3600)} h ago`;
}

/** @param {Belief["act"]} act @returns {string} "The seal coos softly" */
export function actInWords(act) {
  return act?.label ? `The seal ${act.label}` : "The seal rests";
}

/** Rows of name, bar and figure, kept and reused by name. */
class Bars {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    /** @type {Map<string, {row: HTMLElement, fill: HTMLElement, figure: HTMLElement}>} */
    this.rows = new Map();
  }

  /** @param {{name: string, share: number}[]} items @param {string} [leading] name of the row to stress */
  show(items, leading) {
    const names = new Set(items.map(({ name }) => name));
    for (const [name, { row }] of this.rows) {
      if (names.has(name)) continue;
      row.remove();
      this.rows.delete(name);
    }
    for (const { name, share } of items) {
      const { row, fill, figure } = this.rows.get(name) ?? this.make(name);
      fill.style.transform = `scaleX(${Math.min(1, Math.max(0, share)).toFixed(3)})`;
      say(figure, percent(share));
      row.classList.toggle("leading", name === leading);
    }
  }

  /** @param {string} name */
  make(name) {
    const row = add("li", "bar", this.list);
    add("span", "bar-name", row).textContent = name.replaceAll("_", " ");
    const fill = add("span", "bar-fill", add("span", "bar-track", row));
    const figure = add("span", "bar-figure", row);
    const made = { row, fill, figure };
    this.rows.set(name, made);
    return made;
  }
}

export class Panel {
  constructor() {
    this.emotions = new Bars(byId("emotions"));
    this.needs = new Bars(byId("needs"));
    /** @type {Map<string, {row: HTMLElement, state: HTMLElement, line: HTMLElement, sure: HTMLElement, age: HTMLElement}>} */
    this.senses = new Map();
    this.emotions.show(EMOTIONS.map((name) => ({ name, share: 0 })));
  }

  /** @param {Belief} belief */
  show(belief) {
    this.showAct(belief);
    this.showImpression(belief);
    this.needs.show((belief.needs ?? []).map(({ name, strength }) => ({ name, share: strength })));
    for (const sense of belief.senses ?? []) this.showSense(sense);
    say(byId("binding"), belief.binding ?? "");
    const said = byId("said");
    said.hidden = !belief.said;
    say(said, belief.said ?? "");
    const care = byId("care");
    care.hidden = !belief.care;
    say(care, belief.care ?? "");
  }

  /** @param {Belief} belief */
  showAct({ act }) {
    const headline = byId("act");
    say(headline, actInWords(act));
    headline.dataset.name = act?.name ?? "";
    say(byId("why"), act?.why ?? "");
  }

  /** @param {Belief} belief */
  showImpression({ impression, state, faces, evidence }) {
    const present = Boolean(impression && (impression.emotion || impression.emotions));
    const nobody = present || faces?.length ? "Somebody is here" : "Nobody here yet";
    say(
      byId("person-state"),
      states[state ?? ""] ?? (state ? `Somebody ${state}` : nobody),
    );
    const emotion = impression?.emotion ?? "";
    const unsure = !emotion || emotion === "not sure";
    say(byId("emotion"), present ? emotion || "not sure" : "it judges no feeling now");
    const sure = unsure ? "that is fine, it waits and watches" : `${percent(impression?.certainty)} sure`;
    say(byId("certainty"), present ? sure : "");
    say(byId("evidence"), evidence?.length ? `${sentence(evidence.join(", "))}.` : "");
    byId("emotion").classList.toggle("unsure", unsure);
    this.emotions.show(
      EMOTIONS.map((name) => ({ name, share: impression?.emotions?.[name] ?? 0 })),
      unsure ? undefined : emotion,
    );
    this.showMood(present ? impression : null);
  }

  /** @param {Impression | null | undefined} impression */
  showMood(impression) {
    const dot = byId("mood-dot");
    const [valence, arousal] = [impression?.valence ?? 0, impression?.arousal ?? 0];
    const doubt = 1 - (impression?.certainty ?? 0);
    dot.style.transform = `translate(${(valence * 60).toFixed(1)}px, ${(-arousal * 60).toFixed(1)}px) scale(${(1 + doubt).toFixed(2)})`;
    dot.style.opacity = impression ? (0.45 + 0.55 * (1 - doubt)).toFixed(2) : "0.15";
    const pleasant = valence > 0.2 ? "pleasant" : valence < -0.2 ? "unpleasant" : "neither pleasant nor unpleasant";
    const lively = arousal > 0.2 ? "lively" : arousal < -0.2 ? "calm" : "neither lively nor calm";
    byId("mood").setAttribute("aria-label", impression ? `Mood: ${pleasant}, ${lively}` : "Mood: not known yet");
  }

  /** @param {Sense} sense */
  showSense({ sense, state, line, certainty, age_s }) {
    let shown = this.senses.get(sense);
    if (!shown) {
      const row = add("li", "sense", byId("senses"));
      const head = add("div", "sense-head", row);
      add("span", "sense-name", head).textContent = sentence(sense.replaceAll("_", " "));
      shown = {
        row,
        state: add("span", "sense-state", head),
        line: add("p", "sense-line", row),
        sure: add("span", "sense-sure", add("div", "sense-foot", row)),
        age: add("span", "sense-age", /** @type {Element} */ (row.lastElementChild)),
      };
      this.senses.set(sense, shown);
    }
    shown.row.dataset.state = state;
    say(shown.state, SENSE_STATES[state] ?? state);
    say(shown.line, line ?? "");
    say(shown.sure, certainty === null || certainty === undefined ? "" : `${percent(certainty)} sure`);
    say(shown.age, ageInWords(age_s));
  }

  /**
   * Draws a frame around every face on the preview.
   * @param {Face[]} faces @param {boolean} mirrored
   */
  showFaces(faces, mirrored) {
    const layer = byId("preview-faces");
    while (layer.children.length > faces.length) layer.lastElementChild?.remove();
    while (layer.children.length < faces.length) add("span", "", add("div", "face", layer));
    for (const [index, { box, bound, attended, look, emotion, certainty }] of faces.entries()) {
      const frame = /** @type {HTMLElement} */ (layer.children[index]);
      const [x, y, wide, tall] = box;
      frame.style.left = percentExact(mirrored ? 1 - x - wide : x);
      frame.style.top = percentExact(y);
      frame.style.width = percentExact(wide);
      frame.style.height = percentExact(tall);
      // Beside the right edge its words grow to the left, so that none is cut off.
      frame.classList.toggle("at-the-right", (mirrored ? 1 - x - wide : x) + wide / 2 > 0.5);
      frame.classList.toggle("bound", Boolean(bound));
      frame.classList.toggle("attended", Boolean(attended));
      const known = emotion && emotion !== "not sure" ? `${emotion} ${percent(certainty)}` : (emotion ?? "a face");
      const words = [known, LOOKS[look ?? ""]].filter(Boolean).join("\n");
      say(/** @type {HTMLElement} */ (frame.firstElementChild), words);
    }
  }
}

/** @param {number} share */
const percentExact = (share) => `${(share * 100).toFixed(2)}%`;
