"""Runs as a process of its own and knows nothing of companion: a line of JSON in, sound out, until its input ends.

    python -P piper_child.py VOICE.onnx

Each answer is the rate and the number of bytes (two little-endian uint32), then int16 samples. The first one, empty,
says that the voice is loaded.
"""

import json
import os
import struct
import sys


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever piper prints goes where nobody listens, not between the answers
    from piper import PiperVoice, SynthesisConfig

    voice = PiperVoice.load(sys.argv[1])
    rate_hz = voice.config.sample_rate
    answers.write(struct.pack("<II", rate_hz, 0))
    answers.flush()
    for line in sys.stdin:
        order = json.loads(line)
        config = SynthesisConfig(length_scale=order["length_scale"])
        values = b"".join(chunk.audio_int16_bytes for chunk in voice.synthesize(order["text"], config))
        answers.write(struct.pack("<II", rate_hz, len(values)) + values)
        answers.flush()


if __name__ == "__main__":
    main()
