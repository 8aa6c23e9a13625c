/**
 * The one connection to the daemon: JSON both ways, pictures out, sound in; comes back by itself when it is lost.
 */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8000;
/** A picture waits until the last one has left; this much may still be on its way. */
const CALM_BYTES = 1024;
/** Sound that waits longer than this is too late: one second, and a picture before it. */
const LATE_BYTES = 200000;
/** The daemon speaks 25 times a second; this long without a word and it is not answering. */
const SILENCE_MS = 5000;

/**
 * @typedef {object} Listener
 * @property {(message: {kind: string} & Record<string, unknown>) => void} message
 * @property {(bytes: ArrayBuffer) => void} bytes
 * @property {(connected: boolean) => void} connected
 */

/** @returns {string} address of the socket beside this page */
function address() {
  const url = new URL("socket", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.hash = "";
  return url.href;
}

/** Keeps one WebSocket open. */
export class Link {
  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    this.wait_ms = FIRST_WAIT_MS;
    this.heard_ms = 0;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.open();
  }

  open() {
    const socket = new WebSocket(address());
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      this.wait_ms = FIRST_WAIT_MS;
      this.heard_ms = performance.now();
      this.socket = socket;
      this.listener.connected(true);
    });
    socket.addEventListener("message", ({ data }) => {
      this.heard_ms = performance.now();
      if (typeof data !== "string") return this.listener.bytes(data);
      let message;
      try {
        message = JSON.parse(data);
      } catch {
        return undefined;
      }
      if (message && typeof message.kind === "string") this.listener.message(message);
      return undefined;
    });
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      clearInterval(watch);
      this.socket = null;
      this.listener.connected(false);
      setTimeout(() => this.open(), this.wait_ms * (0.8 + 0.4 * Math.random()));
      this.wait_ms = Math.min(LONGEST_WAIT_MS, this.wait_ms * 1.7);
    };
    // A daemon that hangs keeps the connection open: silence counts as gone.
    const watch = setInterval(() => {
      if (this.socket !== socket || performance.now() - this.heard_ms < SILENCE_MS) return;
      end();
      socket.close();
    }, 1000);
    socket.addEventListener("close", end);
  }

  /** @param {{kind: string} & Record<string, unknown>} message @returns {boolean} whether it was handed over */
  send(message) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Sound is never held up for long: what cannot go soon is lost. @param {ArrayBuffer} sound */
  sendSound(sound) {
    if (this.socket?.readyState !== WebSocket.OPEN || this.socket.bufferedAmount > LATE_BYTES) return;
    this.socket.send(sound);
  }

  /** Whether a picture can go now without queueing behind another. */
  get idle() {
    return this.socket?.readyState === WebSocket.OPEN && this.socket.bufferedAmount < CALM_BYTES;
  }

  /** @param {Blob} picture JPEG */
  sendPicture(picture) {
    if (this.idle) this.socket?.send(picture);
  }
}
