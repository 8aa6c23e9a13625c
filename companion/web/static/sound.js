/**
 * Plays the seal's voice: short pieces of PCM queued without gaps, silenced within 30 ms when asked.
 * Browsers allow sound only after a first press, so the context is made then; what came before is dropped, not kept.
 */

const MAGIC = "PCM1";
const HEADER_BYTES = 8;
const LEAD_S = 0.06;
const LONGEST_QUEUE_S = 2;
const HUSH_S = 0.02;
/** A sound that begins again after a gap, or runs out in the middle, is rounded off over this time. */
const EDGE_S = 0.004;
const RATES = { least: 8000, most: 96000 };

export class Sound {
  /** @param {{playing: (now: boolean) => void, audible: (now: boolean) => void}} listener */
  constructor(listener) {
    this.listener = listener;
    this.volume = 0.7;
    this.rate = 22050;
    this.allowed = false;
    /** @type {AudioContext | null} */
    this.context = null;
    /** @type {GainNode | null} */
    this.gain = null;
    /** Rounds off a sound that stops because the next piece is late. @type {GainNode | null} */
    this.edge = null;
    /** @type {AnalyserNode | null} */
    this.meter = null;
    /** @type {Set<AudioBufferSourceNode>} */
    this.sources = new Set();
    this.next_s = 0;
    this.level = new Float32Array(256);
  }

  /** Call from a press of a key, mouse or finger. */
  allow() {
    this.allowed = true;
    if (!this.context) this.build();
    if (this.context?.state === "suspended") void this.context.resume();
  }

  /** Makes the context at the rate of the pieces, so that no piece is resampled on its own and clicks at its edges. */
  build() {
    this.context = new AudioContext({ sampleRate: this.rate, latencyHint: "interactive" });
    const { context } = this;
    context.addEventListener(
      "statechange",
      () => context === this.context && this.listener.audible(context.state === "running"),
    );
    this.meter = this.context.createAnalyser();
    this.meter.fftSize = 256;
    this.meter.connect(this.context.destination);
    this.freshGain();
  }

  freshGain() {
    if (!this.context || !this.meter) return;
    this.gain = this.context.createGain();
    this.gain.gain.value = this.volume ** 2;
    this.gain.connect(this.meter);
    this.edge = this.context.createGain();
    this.edge.connect(this.gain);
    this.next_s = 0;
  }

  /** @param {number} volume 0..1 */
  setVolume(volume) {
    this.volume = volume;
    if (this.gain && this.context) this.gain.gain.setTargetAtTime(volume ** 2, this.context.currentTime, 0.02);
  }

  /** @param {ArrayBuffer} bytes "PCM1", uint32 rate, int16 mono samples, little-endian */
  play(bytes) {
    if (bytes.byteLength <= HEADER_BYTES + 1) return;
    const view = new DataView(bytes);
    const magic = String.fromCharCode(...new Uint8Array(bytes, 0, MAGIC.length));
    const rate = view.getUint32(4, true);
    if (magic !== MAGIC || rate < RATES.least || rate > RATES.most || !this.allowed) return;
    if (rate !== this.rate) {
      this.rate = rate;
      this.hush();
      void this.context?.close();
      this.build();
    }
    const { context, edge } = this;
    if (!context || !edge || context.state !== "running") return;
    if (this.next_s - context.currentTime > LONGEST_QUEUE_S) return;
    const count = Math.floor((bytes.byteLength - HEADER_BYTES) / 2);
    const buffer = context.createBuffer(1, count, rate);
    const samples = buffer.getChannelData(0);
    for (let index = 0; index < count; index += 1)
      samples[index] = view.getInt16(HEADER_BYTES + 2 * index, true) / 32768;
    if (this.next_s < context.currentTime + EDGE_S + 0.001) {
      // On a sample's edge, so that all following pieces meet exactly.
      this.next_s = Math.ceil((context.currentTime + LEAD_S) * rate) / rate;
      edge.gain.setValueAtTime(0, this.next_s);
      edge.gain.linearRampToValueAtTime(1, this.next_s + EDGE_S);
    } else {
      // In time: the rounding planned at the end of the last piece is not needed.
      edge.gain.cancelScheduledValues(this.next_s - EDGE_S);
    }
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(edge);
    source.start(this.next_s);
    this.next_s += count / rate;
    edge.gain.setValueAtTime(1, this.next_s - EDGE_S);
    edge.gain.linearRampToValueAtTime(0, this.next_s);
    this.sources.add(source);
    this.listener.playing(true);
    source.addEventListener("ended", () => {
      this.sources.delete(source);
      source.disconnect();
      if (!this.sources.size) this.listener.playing(false);
    });
  }

  /** Silence now: fades out and forgets everything queued. */
  hush() {
    const { context, gain } = this;
    if (!context || !gain) return;
    const now = context.currentTime;
    gain.gain.cancelScheduledValues(now);
    gain.gain.setValueAtTime(gain.gain.value, now);
    gain.gain.linearRampToValueAtTime(0, now + HUSH_S);
    for (const source of this.sources) source.stop(now + HUSH_S + 0.005);
    this.sources.clear();
    this.listener.playing(false);
    this.freshGain();
  }

  /** @returns {number} loudness of what plays now, 0..1 */
  loudness() {
    if (!this.meter || !this.sources.size) return 0;
    this.meter.getFloatTimeDomainData(this.level);
    let sum = 0;
    for (const value of this.level) sum += value * value;
    return Math.min(1, Math.sqrt(sum / this.level.length) * 5);
  }
}
