/**
 * The seal's eyes in the browser: the person's camera or a sample picture, shown small and sent as JPEG.
 * Pictures go only while the camera is on, the page is seen and the last picture has left; nothing is kept.
 */

const WIDTH = 640;
const HEIGHT = 480;
const GAP_MS = 1000 / 15;
const QUALITY = 0.8;

/** @typedef {import("./socket.js").Link} Link */
/** @typedef {"off" | "camera" | "sample"} Source */

export class Camera {
  /**
   * @param {HTMLCanvasElement} canvas 640 by 480, both the preview and what is sent
   * @param {() => Link} link
   * @param {(source: Source) => void} changed
   */
  constructor(canvas, link, changed) {
    this.canvas = canvas;
    this.pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
    this.link = link;
    this.changed = changed;
    /** @type {Source} */
    this.source = "off";
    /** @type {HTMLVideoElement | null} */
    this.video = null;
    /** @type {ImageBitmap | null} */
    this.picture = null;
    this.turn = 0;
    this.packing = false;
  }

  /** Asks for the camera and opens it. Throws the browser's error when it is refused or missing. */
  async useCamera() {
    this.stop();
    const turn = this.turn;
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException("no camera here", "NotFoundError");
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width: WIDTH, height: HEIGHT, frameRate: { ideal: 15, max: 30 }, facingMode: "user" },
      audio: false,
    });
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    if (turn !== this.turn) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    this.video = video;
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.video === video && this.stop());
    await video.play();
    if (turn === this.turn) this.begin("camera");
  }

  /** Looks at a picture instead. @param {string} address of a JPEG on this server */
  async useSample(address) {
    this.stop();
    const turn = this.turn;
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`The sample picture ${address} is not there.`);
    const picture = await createImageBitmap(await answer.blob());
    if (turn !== this.turn) return;
    this.picture = picture;
    this.begin("sample");
  }

  /** @param {Source} source */
  begin(source) {
    this.source = source;
    this.link().send({ kind: source === "sample" ? "sample" : "camera", on: true });
    this.changed(source);
    const turn = this.turn;
    this.timer = window.setInterval(() => turn === this.turn && this.look(turn), GAP_MS);
  }

  /** Closes the eyes at once. */
  stop() {
    this.turn += 1;
    clearInterval(this.timer);
    const was = this.source;
    this.source = "off";
    const stream = /** @type {MediaStream | null} */ (this.video?.srcObject ?? null);
    for (const track of stream?.getTracks() ?? []) track.stop();
    this.video = null;
    this.picture?.close();
    this.picture = null;
    this.pen.fillRect(0, 0, WIDTH, HEIGHT);
    if (was === "off") return;
    this.link().send({ kind: was, on: false });
    this.changed("off");
  }

  /** One look: draw, pack, send. @param {number} turn */
  look(turn) {
    if (document.hidden || this.packing || !this.link().idle) return;
    this.drawPicture();
    this.packing = true;
    this.canvas.toBlob(
      (picture) => {
        this.packing = false;
        if (picture && turn === this.turn && !document.hidden) this.link().sendPicture(picture);
      },
      "image/jpeg",
      QUALITY,
    );
  }

  drawPicture() {
    const picture = this.video ?? this.picture;
    if (!picture) return;
    const wide = picture instanceof HTMLVideoElement ? picture.videoWidth : picture.width;
    const tall = picture instanceof HTMLVideoElement ? picture.videoHeight : picture.height;
    if (!wide || !tall) return;
    const scale = Math.min(WIDTH / wide, HEIGHT / tall);
    // A still picture drifts a little, as a living person would.
    const drift_s = performance.now() / 1000;
    const [driftX, driftY] = this.video ? [0, 0] : [18 * Math.sin(drift_s * 0.7), 6 * Math.sin(drift_s * 0.43)];
    this.pen.fillStyle = "#000";
    this.pen.fillRect(0, 0, WIDTH, HEIGHT);
    const [left, top] = [(WIDTH - wide * scale) / 2 + driftX, (HEIGHT - tall * scale) / 2 + driftY];
    this.pen.drawImage(picture, left, top, wide * scale, tall * scale);
  }
}

/** What to tell a person when the camera did not open. @param {unknown} error @returns {{what: string, next: string}} */
export function cameraTrouble(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") {
    return { what: "The browser did not allow the camera.", next: "Allow it beside the address, then press again." };
  }
  if (name === "NotFoundError") return { what: "There is no camera here.", next: "Plug one in, or use a sample." };
  if (name === "NotReadableError")
    return { what: "Another program uses the camera.", next: "Close it, then press again." };
  return {
    what: error instanceof Error ? error.message : "The camera did not open.",
    next: "Press again, or use a sample.",
  };
}
