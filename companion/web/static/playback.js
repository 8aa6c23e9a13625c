/**
 * Turns about 25 states a second into one smooth state for any moment: a short buffer, played a little late.
 */

/**
 * @typedef {{red: number, green: number, blue: number, level: number}} Glow each 0..1
 * @typedef {{t: number, pose: Record<string, number>, glow: Glow, breath: number}} BodyState t in seconds, monotonic
 */

const LATE_S = 0.075;
const KEPT = 10;

export const JOINTS = [
  "neck_yaw",
  "neck_pitch",
  "eyelid_left",
  "eyelid_right",
  "flipper_left",
  "flipper_right",
  "tail",
];

/** @returns {BodyState} awake, at rest, looking straight ahead */
export function atRest() {
  const pose = Object.fromEntries(JOINTS.map((joint) => [joint, joint.startsWith("eyelid") ? 0.6 : 0]));
  return { t: 0, pose, glow: { red: 1, green: 0.62, blue: 0.5, level: 0 }, breath: 0.3 };
}

/** A short buffer of states with the daemon's clock matched to ours. */
export class Playback {
  constructor() {
    /** @type {BodyState[]} */
    this.states = [];
    this.offset_s = Infinity;
  }

  /** Forgets everything: for a new connection, whose clock may have started anew. */
  clear() {
    this.states = [];
    this.offset_s = Infinity;
  }

  /**
   * @param {unknown} message a "state" message; fields that are missing keep their last value
   * @param {number} now_s
   */
  push(message, now_s) {
    const { t, pose, glow, breath } = /** @type {Partial<BodyState>} */ (message);
    const last = this.states.at(-1) ?? atRest();
    const at = typeof t === "number" && Number.isFinite(t) ? t : now_s;
    if (at < last.t && this.states.length) this.clear();
    this.states.push({
      t: at,
      pose: { ...last.pose, ...pose },
      glow: { ...last.glow, ...glow },
      breath: typeof breath === "number" ? breath : last.breath,
    });
    if (this.states.length > KEPT) this.states.shift();
    // The quickest delivery so far tells the true offset; it leaks so that a drifting clock is followed.
    this.offset_s = Math.min(this.offset_s + 0.0005, now_s - at);
  }

  /**
   * @param {number} now_s
   * @returns {BodyState | null} null before the first state
   */
  at(now_s) {
    const { states } = this;
    if (!states.length) return null;
    const when = now_s - this.offset_s - LATE_S;
    let index = states.length - 1;
    while (index > 0 && states[index].t > when) index -= 1;
    const from = states[index];
    const to = states[index + 1];
    if (!to || when <= from.t) return from;
    const share = Math.min(1, (when - from.t) / (to.t - from.t || 1));
    const between = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * share;
    return {
      t: when,
      pose: Object.fromEntries(JOINTS.map((joint) => [joint, between(from.pose[joint], to.pose[joint])])),
      glow: {
        red: between(from.glow.red, to.glow.red),
        green: between(from.glow.green, to.glow.green),
        blue: between(from.glow.blue, to.glow.blue),
        level: between(from.glow.level, to.glow.level),
      },
      breath: between(from.breath, to.breath),
    };
  }
}
