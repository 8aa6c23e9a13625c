/**
 * Runs in the browser's audio thread: gathers the microphone's sound into pieces of 20 ms, 16 bits, one channel.
 */

const PIECE_S = 0.02;

class Gather extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Int16Array(Math.round(PIECE_S * sampleRate));
    this.filled = 0;
  }

  /** @param {Float32Array[][]} inputs @returns {boolean} */
  process(inputs) {
    const channels = inputs[0] ?? [];
    const length = channels[0]?.length ?? 0;
    for (let at = 0; at < length; at += 1) {
      let sum = 0;
      for (const channel of channels) sum += channel[at];
      const value = Math.max(-1, Math.min(1, sum / channels.length));
      this.piece[this.filled] = Math.round(value * 32767);
      this.filled += 1;
      if (this.filled === this.piece.length) {
        this.port.postMessage(this.piece.slice());
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("gather", Gather);
