/**
 * The drawn seal: builds the picture once and moves it with the real joint targets, breath, glow and light.
 * Only what changed is touched in a frame, and nothing is drawn while the page is hidden.
 */

import { buildBedBehind } from "./bed.js";
import { buildBody, drawFlipper, UNITS_PER_CM } from "./body.js";
import { drawEye } from "./eye.js";
import { clamp, fine, short } from "./figures.js";
import { buildHead, project } from "./head.js";
import { drawMuzzle } from "./muzzle.js";
import { Brush, draw, Paints } from "./paints.js";
import { atRest, JOINTS, Playback } from "./playback.js";
import { Ripples } from "./ripples.js";
import { buildRoom } from "./room.js";
import { layZones } from "./zones.js";

const WIDTH = 1000;
const HEIGHT = 760;
const HEAD_AT = { x: 352, y: 404 };
const YAW_RAD = 0.48;
const PITCH_RAD = 0.34;
/** Below this speed of the quickest joint, in units of a joint per second, the seal counts as quiet. */
const QUIET = 0.22;
/** A body that feels neither cool nor warm, and the warmest it may become. */
const COOL_C = 26;
const WARMEST_C = 38;
/** Breathing alone moves less than anybody sees from one picture to the next at 20 a second. */
const QUIET_PAUSE_MS = 36;
const CALM_PAUSE_MS = 80;
/** A screen that is quicker than 60 pictures a second need not be filled; a picture later than this came too late. */
const LEAST_GAP_MS = 12;
const LATE_GAP_MS = 21;
const MANY_LATE = 8;
const EVEN_GAP_MS = 28;
const EVEN_FOR_MS = 20000;
/** How long a change takes, in seconds: usually, and for people who asked for less motion. */
const USUAL_S = 0.03;
const CALM_S = { body: 2.5, lids: 0.4 };
/** Where the features lie on the front of the ball, the brow as seen from its eye: x (times side), y. */
const PLACES = { cheek: [128, 72], eye: [80, 10], brow: [-14, -68], muzzle: [0, 72] };

/** One drawn seal inside a host element. */
export class Seal {
  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    this.svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-labelledby": "seal-name" });
    this.svg.dataset.testid = "seal";
    this.svg.setAttribute("aria-describedby", "seal-keys seal-words");
    const defs = draw("defs", {}, this.svg);
    this.paints = new Paints(defs);
    this.room = buildRoom(this.svg, defs, this.paints);
    this.warmBed = buildBedBehind(this.svg, this.paints);
    const creature = draw("g", { class: "creature" }, this.svg);
    this.body = buildBody(creature, defs, this.paints);
    /** What is carried about, and what of the bed stays behind, drawn in front of it. */
    this.carried = { creature, stays: this.body.stays };
    this.head = buildHead(creature, defs, this.paints);
    this.zones = layZones(this.body, this.head);
    this.ripples = new Ripples(this.svg);
    host.append(this.svg);

    this.playback = new Playback();
    this.state = atRest();
    this.frozen = false;
    /** Loudness of the seal's own voice now, 0..1, asked for in every frame. @type {() => number} */
    this.loudness = () => 0;
    this.light = { now: 0, goal: 0, drawn: -1 };
    this.gaze = { x: 0, y: 0, goalX: 0, goalY: 0 };
    this.sway = { at: 0, speed: 0, lastYaw: 0 };
    this.voice = 0;
    /** How it feels inside, -1 low .. 1 glad: drawn in the corners of its mouth and its brows. */
    this.mood = 0;
    this.drawnMood = 0;
    /** Whether the blanket lies over it, 0..1. */
    this.tucked = { now: 0, goal: 0 };
    this.drawnGlow = "";
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.brush = new Brush();
    this.last_ms = 0;
    /** Speed of the quickest joint, in its range per second. */
    this.stir = 0;
    this.published_ms = 0;
    /** Late pictures of late, and until when it draws every second one only. */
    this.late = 0;
    this.evenUntil_ms = 0;
    /** Pictures drawn so far. */
    this.drawn = 0;
    this.paint();
    const step = (/** @type {number} */ now_ms) => {
      this.frame(now_ms);
      const pause_ms = this.pause_ms;
      if (pause_ms) setTimeout(() => requestAnimationFrame(step), pause_ms);
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** Time from one frame to asking for the next: none while it moves, some while it only breathes or shall be calm. */
  get pause_ms() {
    if (this.calm.matches) return CALM_PAUSE_MS;
    return this.stir < QUIET && !this.ripples.lively && !this.turning ? QUIET_PAUSE_MS : 0;
  }

  /** Whether eyes, whiskers or blanket are on their way. */
  get turning() {
    const { x, y, goalX, goalY } = this.gaze;
    return (
      Math.hypot(goalX - x, goalY - y) > 0.03 ||
      Math.abs(this.sway.speed) > 2 ||
      Math.abs(this.tucked.goal - this.tucked.now) > 0.02
    );
  }

  /** @param {unknown} message a "state" message of the daemon */
  receive(message) {
    this.playback.push(message, performance.now() / 1000);
  }

  /** @param {number} level 0 dark .. 1 bright */
  setLight(level) {
    this.light.goal = 1 - clamp(level, 0, 1);
  }

  /** Warmth of its body. @param {number | null} degrees null where nothing warms it */
  setWarmth(degrees) {
    const share = degrees === null ? 0 : clamp((degrees - COOL_C) / (WARMEST_C - COOL_C), 0, 1);
    for (const { warm } of [this.body.torso, this.body.bib]) this.brush.write(warm, "opacity", share.toFixed(1));
  }

  /** Where the eyes rest. @param {{x: number, y: number} | null} point in the drawing's units, null = straight ahead */
  lookAt(point) {
    this.gaze.goalX = point ? clamp((point.x - HEAD_AT.x) / 420, -1, 1) : 0;
    this.gaze.goalY = point ? clamp((point.y - HEAD_AT.y) / 320, -1, 1) : 0;
  }

  /**
   * @param {number} clientX @param {number} clientY pixels of the window
   * @returns {{x: number, y: number}} in the drawing's units
   */
  toDrawing(clientX, clientY) {
    const box = this.svg.getBoundingClientRect();
    return { x: ((clientX - box.x) / box.width) * WIDTH, y: ((clientY - box.y) / box.height) * HEIGHT };
  }

  /** @param {number} now_ms */
  frame(now_ms) {
    if (now_ms - this.last_ms < (now_ms < this.evenUntil_ms ? EVEN_GAP_MS : LEAST_GAP_MS)) return;
    this.keepEven(now_ms);
    const passed_s = Math.min(0.12, (now_ms - this.last_ms) / 1000);
    this.last_ms = now_ms;
    this.ripples.frame(now_ms);
    this.light.now += (this.light.goal - this.light.now) * Math.min(1, passed_s * 5);
    if (Math.abs(this.light.now - this.light.drawn) > 0.003) {
      this.light.drawn = this.light.now;
      this.paints.mix(this.light.now);
      this.room.light(this.light.now);
      this.bedtime(this.light.now);
    }
    if (!this.frozen) this.follow(performance.now() / 1000, passed_s);
    this.paint();
    this.drawn += 1;
    if (now_ms - this.published_ms > 100) {
      this.published_ms = now_ms;
      this.svg.dataset.frames = String(this.drawn);
      this.svg.dataset.pose = JSON.stringify(
        Object.fromEntries(JOINTS.map((joint) => [joint, Number(this.state.pose[joint].toFixed(3))])),
      );
    }
  }

  /** Sun and moon on the bed change places at nightfall. @param {number} night 0..1 */
  bedtime(night) {
    const moon = clamp((night - 0.6) * 6, 0, 1);
    this.body.patch.querySelector(".sun")?.setAttribute("opacity", (1 - moon).toFixed(2));
    this.body.patch.querySelector(".moon")?.setAttribute("opacity", moon.toFixed(2));
  }

  /** Where 60 pictures a second do not fit, 30 even ones look smoother and leave room for all else. @param {number} now_ms */
  keepEven(now_ms) {
    if (now_ms < this.evenUntil_ms || this.pause_ms) return;
    const late = now_ms - this.last_ms > LATE_GAP_MS;
    this.late = clamp(this.late + (late ? 1 : -0.2), 0, MANY_LATE);
    if (this.late < MANY_LATE) return;
    this.late = 0;
    this.evenUntil_ms = now_ms + EVEN_FOR_MS;
  }

  /** Draws near what the daemon says now. @param {number} now_s @param {number} passed_s */
  follow(now_s, passed_s) {
    const aim = this.playback.at(now_s);
    if (!aim) return;
    const calm = this.calm.matches;
    const within = (/** @type {number} */ seconds) => 1 - Math.exp(-passed_s / seconds);
    const [share, lidShare] = calm ? [within(CALM_S.body), within(CALM_S.lids)] : [within(USUAL_S), within(USUAL_S)];
    const near = (/** @type {number} */ from, /** @type {number} */ to) => from + (to - from) * share;
    const { pose, glow } = this.state;
    this.stir = this.voice > 0.02 ? 1 : 0;
    for (const joint of JOINTS) {
      const before = pose[joint];
      const goal = clamp(aim.pose[joint], -1, 1);
      pose[joint] = before + (goal - before) * (joint.startsWith("eyelid") ? lidShare : share);
      this.stir = Math.max(this.stir, Math.abs(pose[joint] - before) / passed_s);
    }
    glow.red = near(glow.red, aim.glow.red);
    glow.green = near(glow.green, aim.glow.green);
    glow.blue = near(glow.blue, aim.glow.blue);
    glow.level = near(glow.level, aim.glow.level);
    this.state.breath = near(this.state.breath, calm ? 0.4 : aim.breath);
    this.voice = near(this.voice, this.loudness());
    this.tucked.now += (this.tucked.goal - this.tucked.now) * within(calm ? 0.02 : 0.7);
    this.drawnMood += (clamp(this.mood, -1, 1) - this.drawnMood) * Math.min(1, passed_s * 1.5);
    const look = within(calm ? CALM_S.lids : 0.14);
    this.gaze.x += (this.gaze.goalX - this.gaze.x) * look;
    this.gaze.y += (this.gaze.goalY - this.gaze.y) * look;
    // Whiskers lag behind the head like springs.
    const turn = (pose.neck_yaw - this.sway.lastYaw) / Math.max(passed_s, 0.008);
    this.sway.lastYaw = pose.neck_yaw;
    const pull = -turn * 9 - this.sway.at * 90 - this.sway.speed * 9;
    this.sway.speed = clamp(this.sway.speed + pull * 22 * passed_s * 0.1, -60, 60);
    this.sway.at = calm ? 0 : clamp(this.sway.at + this.sway.speed * passed_s, -9, 9);
  }

  /** Writes the state into the drawing. */
  paint() {
    const { pose, breath, glow } = this.state;
    const yaw = pose.neck_yaw * YAW_RAD;
    const pitch = pose.neck_pitch * PITCH_RAD;
    const { body, head } = this;

    // Breathing lifts and tilts the body out of the bed, whose rim hides its lower edge: unlike a change of size,
    // the browser need not paint the fur again for it.
    this.brush.move(
      body.torso.group,
      `translate(${short(-1.5 * breath)}px,${short(5 - 8 * breath)}px) rotate(${(-0.3 * breath).toFixed(2)}deg)`,
    );
    const tucked = this.tucked.now.toFixed(2);
    this.brush.write(body.torso.blanket, "opacity", tucked);
    this.brush.write(body.torso.blanket, "transform", `translate(0 ${Math.round(60 * (1 - this.tucked.now))})`);
    this.brush.write(body.torso.blanket, "display", Number(tucked) > 0 ? "inline" : "none");
    this.brush.move(body.bib.group, `translate(${short(6 * pose.neck_yaw)}px,${short(1 - 3 * breath)}px)`);

    const tail = pose.tail;
    this.brush.move(
      body.tail.group,
      `translate(${short(868 + 4 * tail)}px,${short(556 + 4 * tail)}px) rotate(${fine(20 * tail)}deg)`,
    );
    // In steps, so that the lobes are not painted anew in every frame.
    const splay = 4 + Math.round(10 * Math.abs(tail)) / 2;
    this.brush.move(body.tail.lobes[0], `rotate(${fine(-splay)}deg)`);
    this.brush.move(body.tail.lobes[1], `rotate(${fine(splay)}deg)`);

    drawFlipper(this.brush, body.flipperRight, pose.flipper_right, breath);
    drawFlipper(this.brush, body.flipperLeft, pose.flipper_left, breath);

    const x = HEAD_AT.x + 22 * pose.neck_yaw;
    const y = HEAD_AT.y - 26 * pose.neck_pitch - 5 * breath;
    this.brush.move(head.group, `translate(${short(x)}px,${short(y)}px) rotate(${fine(pose.neck_yaw * 5)}deg)`);
    this.brush.move(head.fluff, `translate(${short(16 * Math.sin(yaw))}px,${short(-14 * Math.sin(pitch))}px)`);
    this.features(yaw, pitch);
    for (const [index, side] of ["left", "right"].entries())
      drawEye(this.brush, head.eyes[index], pose[`eyelid_${side}`], pose, this.gaze);
    drawMuzzle(this.brush, head.muzzle, pose, { voice: this.voice, mood: this.drawnMood, sway: this.sway.at });
    this.glow(glow);
  }

  /** @param {number} yaw @param {number} pitch radians */
  features(yaw, pitch) {
    const { head } = this;
    const put = (/** @type {SVGElement} */ element, /** @type {number[]} */ [x, y], lift = 1, size = 1) => {
      const seen = project(x, y, lift, yaw, pitch);
      // Every new size is painted anew, so sizes go in steps of a fortieth; places go smoothly.
      const [wide, tall] = [seen.wide, seen.tall].map((part) => (Math.round(part * size * 40) / 40).toFixed(3));
      this.brush.move(element, `translate(${short(seen.x)}px,${short(seen.y)}px) scale(${wide},${tall})`);
    };
    const { pose } = this.state;
    for (const [index, side] of [-1, 1].entries()) {
      put(head.cheeks[index].group, [side * PLACES.cheek[0], PLACES.cheek[1]]);
      const lid = side < 0 ? pose.eyelid_left : pose.eyelid_right;
      const wide = clamp((lid - 0.62) / 0.38, 0, 1);
      put(head.eyes[index].group, [side * PLACES.eye[0], PLACES.eye[1]], 1, 1 + 0.07 * wide);
      const up = Math.round(12 * wide);
      this.brush.write(head.brows[index], "transform", `translate(${side * PLACES.brow[0]} ${PLACES.brow[1] - up})`);
    }
    put(head.muzzle.group, PLACES.muzzle, 1.12);
  }

  /** @param {import("./playback.js").Glow} glow */
  glow({ red, green, blue, level }) {
    const color = `rgb(${[red, green, blue].map((part) => Math.round(clamp(part, 0, 1) * 255)).join(",")})`;
    for (const { lamp, stops } of this.head.cheeks) {
      for (const stop of stops) this.brush.write(stop, "stop-color", color);
      this.brush.write(lamp, "opacity", fine(clamp(level, 0, 1) * 0.85));
    }
    const strength = fine(clamp(level, 0, 1) * (0.25 + 0.55 * this.light.now));
    if (this.drawnGlow !== color + strength) this.warmBed(color, Number(strength));
    this.drawnGlow = color + strength;
  }
}

export { HEIGHT, UNITS_PER_CM, WIDTH };
