"""The two cards of the network of sound events: one for machines, one for people."""

from pathlib import Path

from companion.perception.sounds.events import TRIGGERS
from companion.perception.sounds.spectrum import EVENT_FRAMES
from tools.evaluate.sounds import COMMAND, FOLDS, MADE, Figures
from tools.train.sounds_cards import Kind, write_machine_card
from tools.train.sounds_windows import EVENTS, MORE_CRYING, OTHER

NAME = "sound_event"
KIND = Kind(
    title="Card of our network of sound events: how likely each of twelve is in 0.96 s of log-mel frames.",
    trainer="tools/train/sounds.py on the packs that sound_event.md names, taught by YAMNet",
    frames=EVENT_FRAMES,
    labels=EVENTS,
    outputs=(("logits", len(EVENTS)),),
)


def write_cards(models: Path, figures: Figures, minutes: float, steps: int) -> None:
    """`models/sound_event.toml` with the figures, and `models/sound_event.md`."""
    path = models / f"{NAME}.tflite"
    alarms, hours = figures.alarms, figures.hours
    told: dict[str, float | int | list[float]] = {"recordings": int(figures.recorded.sum())}
    told |= {"balanced_accuracy": list(figures.balanced), "calibration_error": figures.calibration_error}
    told |= {"false_crying_an_hour": alarms / hours, "hours_without_crying": hours}
    write_machine_card(path, KIND, 1.0, COMMAND, told)
    (models / f"{NAME}.md").write_text(_text(path, figures, minutes, steps), encoding="utf8")


def _text(path: Path, figures: Figures, minutes: float, steps: int) -> str:
    names = [*EVENTS, "other"]
    recorded = "\n".join(
        f"| {names[place]} | {row.sum()} | {row[place] / row.sum():.2f} | {row[place] / max(1, column.sum()):.2f} |"
        for place, (row, column) in enumerate(zip(figures.recorded, figures.recorded.T, strict=True))
        if row.sum()
    )
    made = "\n".join(
        f"| {names[place]} | {row.sum()} | {row[place] / row.sum():.2f} |"
        for place, row in enumerate(figures.made)
        if row.sum()
    )
    confusion = "\n".join(
        f"| {names[place]} | {' | '.join(str(count) for count in row)} |"
        for place, row in enumerate(figures.recorded)
        if row.sum()
    )
    false = "\n".join(
        f"| {name} | {'heard' if known else 'never heard'} | {hours:.2f} | {count} |"
        for name, known, hours, count in figures.false_crying
    )
    rule = " or ".join(f"{one.chance} in {one.at_least} of {one.of_last}" for one in TRIGGERS["crying"])
    return f"""# {NAME}

Sounds that are no words: {", ".join(EVENTS)}. A small convolutional network, full int8,
{path.stat().st_size / 1000:.0f} kB. It sees 0.96 s as 64 bands of log-mel, every 10 ms, with the window's own level
taken away (`companion/perception/sounds/spectrum.py`), and answers with twelve logits, each by
itself through a logistic curve the chance of one event; several may be there at once. A moan and a yawn count as a
sigh, clearing the throat as a cough.

## Figures

`{COMMAND}` prints them, on people and recordings that the network has never heard: each is in one of four
folds, and the network in use has never heard one of them; here {len(figures.folds)} of {FOLDS} folds were trained and
measured. The most likely event counts from a chance of one half, else "other".

Recordings: balanced accuracy {figures.balanced[0]:.3f} ({figures.balanced[1]:.3f} to {figures.balanced[2]:.3f}),
calibration error where an event is named {figures.calibration_error:.4f}.

| event | recordings | found | right when named |
| --- | --- | --- | --- |
{recorded}

What it was (rows) and what the model says (columns):

| | {" | ".join(names)} |
| --- |{" --- |" * (OTHER + 1)}
{confusion}

**Not tested on real recordings, because there are none here: {", ".join(MADE)}.** They were learnt from made sounds
(`tools/train/sounds_made.py`), and the figures below are on such sounds too; they say little about a real door or a
real piano. Bangs have one real kind, breaking glass of one place; crying one kind of adults (20 recordings, acted for a
telephone) and babies; laughter only 15 recordings.

| made sound | sounds | found |
| --- | --- | --- |
{made}

False alarms of crying, with the creature's own rule (the chance that somebody cries and nobody talks is at least
{rule} windows, every half second): {figures.alarms} in {figures.hours:.2f} hours,
{figures.alarms / figures.hours:.2f} an hour. Aimed at was 0.1. Every sound is judged by a network that never heard it
where its fold was trained. Of crying never heard, {figures.crying_alarmed[0]} of {figures.crying_alarmed[1]} recordings
raise that alarm (most last 3 to 5 s). The rule was chosen with `python -m tools.evaluate.alarm` on the folds that the
network in use has heard, by networks that have not; on the other fold it finds {figures.crying_alarmed_used[0]} of
{figures.crying_alarmed_used[1]}.

The rule was chosen so that no alarm is false in 5.2 of these hours; only the others, two, are a test of it. No alarm in
less than thirty hours does not prove one in ten.

| sound without crying | in training | hours | alarms |
| --- | --- | --- | --- |
{false}

## How it was trained

`python -m tools.train.sounds`: {steps:,} batches of 32 windows, {minutes:.0f} minutes of one core for the network
in use, 1,500 for the other folds. Recordings are heard as they are and through rooms, microphones and codecs with
other noise over them. The other folds' networks learnt from crying {MORE_CRYING} times more, higher and lower, beside
household sounds and music; one of the same kind for the fold of the network in use found less on it (balanced 0.776,
the alarm in 2 of 11 recordings) and was not taken, so that comparison was made on this fold, and its figures flatter a
little. The teacher is YAMNet (Apache-2.0): an eighth of every target is what it hears, and its
1024 inner numbers are an aim of their own.

## Data and licences

| pack | what | licence |
| --- | --- | --- |
| Deeply Nonverbal | 270 adults: coughs, sighs, moans, laughter, crying, screams and more | CC BY-NC-ND 4.0 |
| ESC-10 | crying babies, animals, weather, machines | CC BY 3.0 as a set; per clip CC0, CC BY, two CC Sampling+ |
| snoring | snores and other sounds | not stated |
| EmoSpeech sounds | screams of one unnamed person, breaking glass, background | CC BY-NC-SA 4.0 |
| Speech Commands background | dishes, tap, exercise bike, cat | CC BY 4.0 |
| speech packs | speech | see voice_tone.md |
| YAMNet | the teacher's weights | Apache-2.0 |

What it learnt from may in part not be used commercially.

## Known limits

- Adults cry here for a microphone. How it hears quiet weeping, or the crying of old people, has not been measured.
- Sobbing speech is both; it may be told as speech.
- Television is hard to tell from music and speech, because it is made of them.
- Screams of the EmoSpeech pack are one person's, breaking glass is of one place: within a fold they are all left out
  together, and the network of that fold knows no glass and hardly a scream.
"""
