/**
 * The seal's ears in the browser: the person's microphone, sent as it comes and kept nowhere, and what it makes of it.
 */

import { byId } from "./panel.js";

/** @typedef {import("./socket.js").Link} Link */
/**
 * @typedef {object} Heard
 * @property {number | null} level_db @property {number | null} room_db @property {boolean} speaks
 * @property {string | null} tone @property {number | null} certainty
 * @property {number | null} direction_deg @property {string | null} sound
 */

const RATE_HZ = 16000;
const HEADER_BYTES = 8;
/** Level shown as an empty and as a full bar. */
const QUIET_DB = -70;
const LOUD_DB = -5;
/** Beside this a voice comes from a side. */
const FRONT_DEG = 20;

/** How a sound is told. @type {Record<string, string>} */
const SOUNDS = {
  crying: "somebody cries",
  laughter: "somebody laughs",
  cough: "somebody coughs",
  sigh: "a sigh",
  scream: "somebody screams",
  snore: "somebody snores",
  clap: "a clap",
  bang: "a bang",
  music: "music",
  television: "a television",
  speech: "talk",
};

/** How a voice sounds. @type {Record<string, string>} */
const TONES = { neutral: "a calm voice", happiness: "a happy voice", sadness: "a sad voice", anger: "an angry voice", fear: "a frightened voice" };

export class Ears {
  /**
   * @param {() => Link} link
   * @param {(open: boolean) => void} changed
   */
  constructor(link, changed) {
    this.link = link;
    this.changed = changed;
    this.open = false;
    /** @type {MediaStream | null} */
    this.stream = null;
    /** @type {AudioContext | null} */
    this.context = null;
    this.turn = 0;
  }

  /** Asks for the microphone and opens it. Throws the browser's error when it is refused or missing. */
  async use() {
    this.stop();
    const turn = this.turn;
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no microphone here", "NotFoundError");
    // The browser may leave out what this page plays; it must not make a voice cleaner or louder than it is.
    const wanted = { echoCancellation: true, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted, video: false });
    if (turn !== this.turn) return end(stream);
    this.stream = stream;
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.stream === stream && this.stop());
    const { context, source } = listening(stream);
    this.context = context;
    await context.audioWorklet.addModule("static/worklet.js");
    if (turn !== this.turn) return undefined;
    const gather = new AudioWorkletNode(context, "gather", { numberOfOutputs: 0 });
    gather.port.onmessage = ({ data }) => turn === this.turn && this.send(data, context.sampleRate);
    source.connect(gather);
    await context.resume();
    if (turn !== this.turn) return undefined;
    this.open = true;
    this.link().send({ kind: "microphone", on: true });
    this.changed(true);
    return undefined;
  }

  /** Closes the ears at once. */
  stop() {
    this.turn += 1;
    const was = this.open;
    this.open = false;
    if (this.stream) end(this.stream);
    this.stream = null;
    void this.context?.close();
    this.context = null;
    if (!was) return;
    this.link().send({ kind: "microphone", on: false });
    this.changed(false);
  }

  /** @param {Int16Array} piece @param {number} rate_hz */
  send(piece, rate_hz) {
    if (!this.open) return;
    const bytes = new ArrayBuffer(HEADER_BYTES + piece.byteLength);
    const view = new DataView(bytes);
    for (const [place, letter] of [..."PCM1"].entries()) view.setUint8(place, letter.charCodeAt(0));
    view.setUint32(4, rate_hz, true);
    for (let at = 0; at < piece.length; at += 1) view.setInt16(HEADER_BYTES + 2 * at, piece[at], true);
    this.link().sendSound(bytes);
  }
}

/** Shows what is heard, quietly. @param {Heard | null} heard */
export function showHeard(heard) {
  const level = heard?.level_db ?? QUIET_DB;
  const share = Math.min(1, Math.max(0, (level - QUIET_DB) / (LOUD_DB - QUIET_DB)));
  byId("level-fill").style.transform = `scaleX(${share.toFixed(3)})`;
  byId("level").setAttribute("aria-valuenow", String(Math.round(share * 100)));
  const words = heardInWords(heard);
  if (byId("heard").textContent !== words) byId("heard").textContent = words;
}

/** @param {Heard | null} heard @returns {string} "It hears a calm voice from its left, 71 % sure. Somebody coughs." */
export function heardInWords(heard) {
  if (!heard || heard.level_db === null) return "";
  const said = [];
  if (heard.speaks) {
    const sure = heard.tone && heard.tone !== "not sure";
    const voice = sure ? (TONES[heard.tone ?? ""] ?? "a voice") : "a voice";
    const certainty = sure && heard.certainty !== null ? `, ${Math.round(heard.certainty * 100)} % sure` : "";
    said.push(`It hears ${voice}${sideInWords(heard.direction_deg)}${certainty}.`);
  }
  const sound = SOUNDS[heard.sound ?? ""];
  if (sound && !(heard.speaks && heard.sound === "speech")) said.push(`${sound[0].toUpperCase()}${sound.slice(1)}.`);
  return said.join(" ") || "It hears nobody speak.";
}

/** @param {number | null} direction_deg positive to its own left */
function sideInWords(direction_deg) {
  if (direction_deg === null) return "";
  if (Math.abs(direction_deg) <= FRONT_DEG) return " in front of it";
  return direction_deg > 0 ? " from its left" : " from its right";
}

/** What to tell a person when the microphone did not open. @param {unknown} error @returns {{what: string, next: string}} */
export function microphoneTrouble(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError")
    return { what: "The browser did not allow the microphone.", next: "Allow it beside the address, then press again." };
  if (name === "NotFoundError") return { what: "There is no microphone here.", next: "Plug one in, then press again." };
  if (name === "NotReadableError")
    return { what: "Another program uses the microphone.", next: "Close it, then press again." };
  return { what: error instanceof Error ? error.message : "The microphone did not open.", next: "Press again." };
}

/**
 * The stream in a context of 16 kHz; of its own rate where the browser cannot join the two, and the daemon turns it.
 * @param {MediaStream} stream
 */
function listening(stream) {
  const context = new AudioContext({ sampleRate: RATE_HZ });
  try {
    return { context, source: context.createMediaStreamSource(stream) };
  } catch {
    void context.close();
    const own = new AudioContext();
    return { context: own, source: own.createMediaStreamSource(stream) };
  }
}

/** @param {MediaStream} stream */
function end(stream) {
  for (const track of stream.getTracks()) track.stop();
}
