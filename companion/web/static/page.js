/**
 * Entry of the page: joins the drawing, hand, eyes, voice and panel to the one connection with the daemon.
 */

import { Camera, cameraTrouble } from "./camera.js";
import { Ears, microphoneTrouble, showHeard } from "./ears.js";
import { setUpCarrying } from "./carry.js";
import { setUpHands } from "./hands.js";
import { Naming } from "./naming.js";
import { byId, Panel } from "./panel.js";
import { Seal } from "./seal.js";
import { Link } from "./socket.js";
import { Sound } from "./sound.js";
import { Telling } from "./telling.js";
import { Watching } from "./watching.js";
import { inWords } from "./words.js";
import { MIDDLES } from "./zones.js";

/** @typedef {import("./panel.js").Belief} Belief */

const LOST = "The seal’s daemon is not answering. Is it still running? This page keeps trying.";
const STOPPED = "Stopped. It neither moves nor sounds until somebody presses Release.";
/** How long a press counts before the daemon's word about the gate is shown again. */
const TRUST_MS = 1200;

/** Below this share of being awake it sleeps. */
const ASLEEP = 0.15;

const root = document.documentElement;
const panel = new Panel();
const telling = new Telling();
const seal = new Seal(byId("picture"));
const sound = new Sound({
  playing(now) {
    root.dataset.sound = now ? "playing" : "quiet";
    seal.svg.dataset.sound = root.dataset.sound;
  },
  audible(now) {
    byId("sound-hint").hidden = now;
  },
});
seal.svg.dataset.sound = "quiet";
seal.loudness = () => sound.loudness();

let sample = "static/sample.jpg";
let everConnected = false;
let connected = false;
/** @type {Record<string, boolean>} */
let gate = { stop: false, still: false, silent: false, staff: false, cleaning: false };
/** When each gate was last pressed here. @type {Record<string, number>} */
const pressed_ms = {};
let speech = false;
let cameraSeenAllowed = false;
let pointerSeen_ms = -Infinity;

const naming = new Naming((message) => void (link.send(message) || trouble(LOST, "")));
const watching = new Watching(seal, telling, () => camera.source);
const canvas = /** @type {HTMLCanvasElement} */ (byId("preview-picture"));
/** @type {Link} */
let link;
const camera = new Camera(
  canvas,
  () => link,
  (source) => {
    cameraSeenAllowed = false;
    byId("preview").hidden = source === "off";
    byId("preview").classList.toggle("mirrored", source === "camera");
    watching.changed();
    press("use-camera", source === "camera", source === "camera" ? "Stop camera" : "Use my camera");
    press("use-sample", source === "sample", source === "sample" ? "Stop sample" : "Use a sample");
    if (source === "off") panel.showFaces([], false);
  },
);

let earsSeenAllowed = false;
const ears = new Ears(
  () => link,
  (open) => {
    earsSeenAllowed = false;
    byId("hearing").hidden = !open;
    showHeard(null);
    press("use-microphone", open, open ? "Stop microphone" : "Use my microphone");
  },
);

link = new Link({
  connected(now) {
    connected = now;
    everConnected ||= now;
    root.dataset.connected = now ? "yes" : "no";
    if (now) seal.playback.clear();
    else {
      // Nobody answers: no eye stays open and no sound goes on.
      sound.hush();
      camera.stop();
      ears.stop();
    }
    veil();
  },
  bytes(bytes) {
    if (!gate.stop && !gate.silent) sound.play(bytes);
  },
  message(message) {
    if (message.kind === "state") seal.receive(message);
    else if (message.kind === "belief") believe(/** @type {Belief} */ (message));
    else if (message.kind === "hush") sound.hush();
    else if (message.kind === "touched") touched(String(message.zone), String(message.gesture));
    else if (message.kind === "error") trouble(String(message.what ?? ""), String(message.next ?? ""));
    else if (message.kind === "hello") {
      if (typeof message.sample === "string") sample = message.sample;
      byId("version").textContent = message.version ? `companion ${String(message.version)}` : "";
    }
  },
});

/** @param {Belief} belief */
function believe(belief) {
  panel.show(belief);
  telling.does(belief.act);
  const faces = camera.source === "off" ? [] : (belief.faces ?? []);
  panel.showFaces(faces, camera.source === "camera");
  lookAtFace(faces);
  if (belief.gate) {
    for (const [name, on] of Object.entries(belief.gate)) {
      if (performance.now() - (pressed_ms[name] ?? -Infinity) > TRUST_MS || gate[name] === on) gate[name] = Boolean(on);
    }
    showGate();
  }
  if (performance.now() - (pressed_ms.speech ?? -Infinity) > TRUST_MS) showSpeech(Boolean(belief.speech));
  if (typeof belief.light === "number") followLight(belief.light);
  seal.mood = belief.mood ?? 0;
  if (typeof belief.awake === "number") seal.tucked.goal = belief.awake < ASLEEP ? 1 : 0;
  showWarmth(belief.warmth ?? null);
  const allowed = belief.permissions?.camera;
  if (allowed) cameraSeenAllowed = true;
  else if (allowed === false && cameraSeenAllowed && camera.source !== "off") camera.stop();
  hearing(belief);
  naming.show(belief.naming ?? null);
  watching.believe(belief);
}

/** @param {Belief} belief */
function hearing({ permissions, heard }) {
  const allowed = Boolean(permissions?.microphone);
  byId("ears-light").hidden = !allowed && !ears.open;
  byId("hearing").hidden = !allowed && !ears.open;
  showHeard(allowed || ears.open ? (heard ?? null) : null);
  if (allowed) earsSeenAllowed = true;
  else if (permissions?.microphone === false && earsSeenAllowed && ears.open) ears.stop();
}

let warmth = "";
/** @param {NonNullable<Belief["warmth"]> | null} pad */
function showWarmth(pad) {
  seal.setWarmth(pad ? pad.degrees : null);
  warmth = pad ? `body ${Math.round(pad.degrees)} °C${pad.heats ? ", warming" : ""}` : "";
  byId("body-warmth").hidden = !pad;
  if (byId("body-warmth").textContent !== warmth) byId("body-warmth").textContent = warmth;
}

/** Eyes rest on the person's face, or on the hand where the pointer was seen last. @param {NonNullable<Belief["faces"]>} faces */
function lookAtFace(faces) {
  if (performance.now() - pointerSeen_ms < 4000) return;
  const face = faces.find(({ bound }) => bound) ?? faces[0];
  if (!face) return seal.lookAt(null);
  const [x, y, wide, tall] = face.box;
  return seal.lookAt({ x: 1000 * (1 - x - wide / 2), y: 760 * (y + tall / 2) });
}

/** Press of a button shown. @param {string} id @param {boolean} on @param {string} [words] */
function press(id, on, words) {
  byId(id).setAttribute("aria-pressed", String(on));
  if (words) byId(id).textContent = words;
}

function showGate() {
  for (const name of ["still", "silent", "staff", "cleaning"]) press(name, gate[name]);
  byId("stop").setAttribute("aria-pressed", String(gate.stop));
  byId("release").toggleAttribute("disabled", !Object.values(gate).some(Boolean));
  seal.frozen = gate.stop;
  veil();
}

/** @param {boolean} on */
function showSpeech(on) {
  speech = on;
  press("speech", on, on ? "Stop its speech" : "Let it speak");
}

/** Shows over the picture what everybody must know. */
function veil() {
  const words = connected ? (gate.stop ? STOPPED : "") : everConnected ? LOST : "Waking the seal …";
  byId("veil").hidden = !words;
  root.classList.toggle("veiled", Boolean(words));
  byId("veil-words").textContent = words;
  if (everConnected) telling.now(words);
  root.classList.toggle("lost", !connected && everConnected);
  root.classList.toggle("stopped", gate.stop);
}

/** @param {string} name @param {boolean} on */
function command(name, on) {
  gate[name] = on;
  pressed_ms[name] = performance.now();
  if ((name === "stop" || name === "silent") && on) sound.hush();
  showGate();
  if (!link.send({ kind: "command", name, on })) trouble(LOST, "");
}

/** @param {string} zone @param {string} gesture */
function touched(zone, gesture) {
  telling.feels(gesture, zone);
  const place = MIDDLES[zone];
  if (place && !seal.ripples.pressed) seal.ripples.ring(place[0], place[1], 0.5);
}

/** @param {string} what @param {string} next */
function trouble(what, next) {
  byId("error").hidden = !what;
  byId("error-words").textContent = [what, next].filter(Boolean).join(" ");
}

let lightMoved_ms = -Infinity;
/** @param {number} level 0..1 */
function followLight(level) {
  const slider = /** @type {HTMLInputElement} */ (byId("light"));
  // The hand on the slider is newer than what the daemon says.
  if (performance.now() - lightMoved_ms > TRUST_MS) {
    slider.value = String(level);
    showLight(level);
  }
}

/** @param {number} level 0..1 */
function showLight(level) {
  seal.setLight(level);
  byId("light-words").textContent = level < 0.15 ? "night" : level < 0.5 ? "dusk" : "day";
}

byId("stop").addEventListener("click", () => command("stop", true));
for (const name of ["still", "silent", "staff", "cleaning"]) {
  byId(name).addEventListener("click", () => command(name, !gate[name]));
}
byId("speech").addEventListener("click", () => {
  pressed_ms.speech = performance.now();
  showSpeech(!speech);
  if (!link.send({ kind: "command", name: "speech", on: speech })) trouble(LOST, "");
});
byId("release").addEventListener("click", () => {
  for (const name of Object.keys(gate)) pressed_ms[name] = performance.now();
  gate = Object.fromEntries(Object.keys(gate).map((name) => [name, false]));
  if (link.send({ kind: "command", name: "release" })) showGate();
  else trouble(LOST, "");
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.repeat) command("stop", true);
});

byId("use-camera").addEventListener("click", () => {
  if (camera.source === "camera") return camera.stop();
  return void camera.useCamera().catch((error) => {
    camera.stop();
    const { what, next } = cameraTrouble(error);
    trouble(what, next);
  });
});
byId("use-sample").addEventListener("click", () => {
  if (camera.source === "sample") return camera.stop();
  return void camera.useSample(sample).catch((error) => {
    const { what, next } = cameraTrouble(error);
    trouble(what, next);
  });
});

byId("use-microphone").addEventListener("click", () => {
  if (ears.open) return ears.stop();
  return void ears.use().catch((error) => {
    ears.stop();
    const { what, next } = microphoneTrouble(error);
    trouble(what, next);
  });
});

byId("light").addEventListener("input", (event) => {
  const level = Number(/** @type {HTMLInputElement} */ (event.target).value);
  lightMoved_ms = performance.now();
  showLight(level);
  link.send({ kind: "light", level });
});
byId("warmth").addEventListener("input", (event) => {
  const celsius = Number(/** @type {HTMLInputElement} */ (event.target).value);
  byId("warmth-words").textContent = `${celsius} °C`;
  link.send({ kind: "warmth", celsius });
});
byId("volume").addEventListener("input", (event) => {
  const volume = Number(/** @type {HTMLInputElement} */ (event.target).value);
  sound.setVolume(volume);
  byId("volume-words").textContent = `${Math.round(volume * 100)} %`;
});
byId("say-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (byId("say"));
  const text = field.value.trim().slice(0, 500);
  if (!text) return;
  if (link.send({ kind: "words", text })) field.value = "";
  else trouble(LOST, "");
});
byId("error-close").addEventListener("click", () => trouble("", ""));

// A mouse may allow sound by its press, a finger only when it lifts.
for (const gesture of ["pointerdown", "pointerup", "keydown"]) {
  window.addEventListener(gesture, () => sound.allow(), { capture: true });
}
window.addEventListener("pointermove", (event) => {
  pointerSeen_ms = performance.now();
  seal.lookAt(seal.toDrawing(event.clientX, event.clientY));
});

byId("note-me").addEventListener("click", () => {
  if (camera.source !== "off") link.send({ kind: camera.source, on: true });
});
setUpHands(seal, (message) => link.send({ ...message }));
setUpCarrying(seal, (message) => link.send({ ...message }), (words) => telling.now(words));
showGate();
setInterval(() => {
  const words = [inWords(seal.state, seal.light.now, seal.tucked.goal > 0), warmth && `Its ${warmth}.`].filter(Boolean).join(" ");
  if (byId("seal-words").textContent !== words) byId("seal-words").textContent = words;
}, 4000);
