"""The cards for machines of the networks that hear: what the runtime checks before it uses one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

NOT_COMMERCIAL = (
    "Apache-2.0 for our part; trained on packs whose licences forbid commercial use or are for research only"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What all files of one network have in common."""

    title: str
    trainer: str
    frames: int
    labels: tuple[str, ...]
    outputs: tuple[tuple[str, int], ...]


def write_machine_card(
    path: Path,
    kind: Kind,
    temperature: float = 1.0,
    command: str = "",
    figures: Mapping[str, float | int | Sequence[float]] | None = None,
) -> None:
    """The `.toml` beside a `.tflite`; without figures it is enough to load the network, so that it can be measured."""
    labels = ", ".join(f'"{label}"' for label in kind.labels)
    lines = [
        f"# {kind.title}",
        *([f"# For people: {path.stem}.md."] if figures else []),
        "",
        f'name = "{path.stem}"',
        f'file = "{path.name}"',
        f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"',
        f'source = "trained here by {kind.trainer}"',
        f'licence = "{NOT_COMMERCIAL}"',
        f"labels = [{labels}]",
        "# The logits divided by this are calibrated.",
        f"temperature = {temperature:.3f}",
        "",
        "# Levelled log-mel (companion/perception/sounds/spectrum.py); callers pass float32, the runtime quantizes.",
        "[input]",
        'name = "frames"',
        f"shape = [1, {kind.frames}, 64]",
        'dtype = "int8"',
    ]
    for name, width in kind.outputs:
        lines += ["", "[[output]]", f'name = "{name}"', f"shape = [1, {width}]", 'dtype = "int8"']
    if figures:
        lines += ["", "[figures]", f'command = "{command}"']
        lines += [f"{name} = {_plain(value)}" for name, value in figures.items()]
    path.with_suffix(".toml").write_text("\n".join(lines) + "\n", encoding="utf8")


def _plain(value: float | int | Sequence[float]) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.4f}"
    return f"[{', '.join(f'{one:.4f}' for one in value)}]"


def note_effort(cache: Path, run: str, minutes: float, steps: int, more: bool = False) -> None:
    """Keeps what a run took, for the card for people; `more` adds to what it took before."""
    path = cache / "efforts.json"
    noted = json.loads(path.read_text(encoding="utf8")) if path.exists() else {}
    before = noted.get(run, [0.0, 0]) if more else [0.0, 0]
    noted[run] = [before[0] + minutes, before[1] + steps]
    path.write_text(json.dumps(noted, indent=1), encoding="utf8")


def noted_effort(cache: Path, run: str) -> tuple[float, int]:
    """Minutes of one core and batches that a run took; zeros where nothing was noted."""
    path = cache / "efforts.json"
    noted = json.loads(path.read_text(encoding="utf8")) if path.exists() else {}
    minutes, steps = noted.get(run, [0.0, 0])
    return float(minutes), int(steps)
