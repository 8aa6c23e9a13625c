"""The two cards of the network of voice activity: one for machines, one for people."""

from collections.abc import Sequence
from pathlib import Path

from companion.perception.sounds.spectrum import ACTIVITY_FRAMES
from companion.perception.voices.activity import CLOSES_BELOW, HOLDS_S, OPENS_FROM
from tools.evaluate.activity import TRIALS, Activity
from tools.train.sounds_cards import Kind, write_machine_card

NAME = "voice_activity"
COMMAND = "make evaluate ARGS=sounds"
KIND = Kind(
    title="Card of our network of voice activity: whether somebody speaks at the end of 0.4 s of log-mel frames.",
    trainer="tools/train/speech.py on the packs that voice_activity.md names",
    frames=ACTIVITY_FRAMES,
    labels=("speech",),
    outputs=(("logit", 1),),
)


def write_cards(models: Path, figures: Sequence[Activity], minutes: float, steps: int) -> None:
    """`models/voice_activity.toml` with the figures, and `models/voice_activity.md`."""
    path = models / f"{NAME}.tflite"
    told = {f"{one.noise}_{one.ratio_db}_db".replace("-", "minus_"): [one.missed, one.false] for one in figures}
    write_machine_card(path, KIND, 1.0, COMMAND, told)
    (models / f"{NAME}.md").write_text(_text(path, figures, minutes, steps), encoding="utf8")


def _text(path: Path, figures: Sequence[Activity], minutes: float, steps: int) -> str:
    rows = "\n".join(
        f"| {one.noise} | {one.ratio_db} | {one.missed:.3f} | {one.false:.3f} | {_ms(one.noticed_ms[0])} | "
        f"{_ms(one.noticed_ms[1])} |"
        for one in figures
    )
    return f"""# {NAME}

Whether somebody speaks right now. A small convolutional network, full int8, {path.stat().st_size / 1000:.0f} kB. It
sees the last 0.4 s as 64 bands of log-mel, every 10 ms, with the window's own level taken away
(`companion/perception/sounds/spectrum.py`), and answers with one logit. Asked every 50 ms, it decides on the first
0.05 s it hears; before 0.4 s are there, silence leads in.

## Figures

`{COMMAND}` prints them. People and noises it never heard: one of four folds of speakers, one fold of the
recorded noises, and made noises from other chances than those it learnt from; {TRIALS} trials for each line, mixed at
the named ratio of voice to noise, in slices of 50 ms through the creature's own spectrum, runtime and gate: it opens
from a chance of {OPENS_FROM}, and stays open for {HOLDS_S} s of less than {CLOSES_BELOW}. "Noticed" is the time from
the voice's first frame to the first decision for it: median and nine of ten.

| noise | dB | speech missed | noise taken for speech | noticed, ms | nine of ten, ms |
| --- | --- | --- | --- | --- | --- |
{rows}

"Quiet" is a room with nothing but faint hiss.
Recorded noise is rain, sea, clocks, animals, engines, dishes, taps, coughs, sneezes and snoring. Hum, hiss, clatter,
music, babble (five to nine people at once across a room) and television are made (`tools/train/sounds_made.py`):
how it does beside a real television, vacuum cleaner or kitchen has not been measured.

## How it was trained

`python -m tools.train.speech`: {steps:,} batches of 96 windows, {minutes:.0f} minutes of one core.
Clean clips tell which frames are speech by their loudness; then noise is laid over them at -3 to 35 dB on the frames.
Babble and television across the room are noise like any other: it learns that voices from afar are not meant.
The people and noises kept apart were measured before, when it had learnt no television; no number was fitted on them.

## Data and licences

All speech packs that `voice_tone.md` names, under the licences told there; noise from ESC-10 (CC BY 3.0),
Deeply Nonverbal (CC BY-NC-ND 4.0), EmoSpeech (CC BY-NC-SA 4.0), Speech Commands (CC BY 4.0) and the snoring
pack (not stated). What it learnt from may in part not be used commercially.

## Known limits

- One voice from a television is a voice: it cannot tell that nobody is there. Direction and faces have to.
- It takes voices from afar for a television's, so somebody who speaks across a large room may be missed.
- Crying, laughter, moans and screams are neither speech nor noise to it; sound events tell of them.
- It has heard no older voice but one, and no singing.
"""


def _ms(value: float) -> str:
    return f"{value:.0f}" if value < 1e6 else "not noticed"
