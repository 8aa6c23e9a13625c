"""What a played scene looks like on paper: only changes, aligned for people, or one JSON object per line.

Numbers are rounded to 0.01 here and nowhere earlier.
"""

import json
import textwrap
from collections import Counter
from dataclasses import asdict
from typing import Any, TextIO

from companion.daemon.scene import Scene
from companion.daemon.script import Event
from companion.vocabulary.acts import JOINTS, Cry, Decision, Glow, Pose

WIDTH = 110
_INDENT = " " * 20

SURER_BY = 0.25
"""A belief is told again when its certainty has changed by so much ..."""

AGAIN_AFTER_S = 1.5
"""... and it was last told so long ago: what is still settling is not told twice."""

BREATHS_STEP = 4
"""A led breath is told again at each of these, breaths a minute."""

POSE_AFTER_S = 1.5
"""An act is shown by the pose it has led to after this time, or at its end."""


class Timeline:
    """Writes the story of one played scene to `out` as it unfolds."""

    def __init__(self, scene: Scene, as_json: bool, out: TextIO) -> None:
        self._scene = scene
        self._json = as_json
        self._out = out
        self._told_s: float | None = None
        self._act: tuple[str, str] | None = None
        self._act_s = 0.0
        self._posed = True
        self._belief = ""
        self._certainty = 0.0
        self._believed_s = 0.0
        self._binding = ""
        self._cries: list[str] = []
        self._ticks: Counter[str] = Counter()
        self._sounds = 0
        self._breaths: int | None = None

    def begin(self) -> None:
        scene = self._scene
        start = scene.start.isoformat(sep=" ", timespec="minutes") if scene.start else None
        if self._json:
            self._write(
                0.0, "scene", {"name": scene.name, "about": scene.about, "seconds": scene.seconds, "start": start}
            )
            return
        clock = f"from {start}" if start else "clock not trusted"
        self._print(f"{scene.name}: {scene.seconds:g} s, {clock}, seed {scene.seed}")
        self._print(*textwrap.wrap(scene.about, WIDTH))
        self._print("")

    def sense(self, event: Event, refused: bool) -> None:
        """Something came in; `refused` when nobody has allowed that sense."""
        if event.told:
            kind = "asked" if event.sense is None else "senses"
            told = f"({event.sense} is forbidden) {event.told}" if refused else event.told
            self._say(event.s, kind, told, {"what": event.told, "refused": refused})

    def decide(self, s: float, decision: Decision, pose: Pose, glow: Glow) -> None:
        """One tick of the mind; what is new in it is told. Pose and glow are those before it."""
        self._ticks[decision.act.label] += 1
        if decision.binding.line != self._binding:
            self._binding = decision.binding.line
            self._say(s, "knows", self._binding, {"line": self._binding, "track": decision.binding.track})
        self._believe(s, decision)
        self._speak(s, decision)
        act = (decision.act.name, decision.act.why)
        if act != self._act:
            new = self._act is None or self._act[0] != act[0]
            if new:
                self._pose(s, pose, glow)
                self._cries = []
            self._act = act
            self._act_s, self._posed = (s, False) if new else (self._act_s, self._posed)
            self._say(
                s,
                "does",
                f"{decision.act.label}: {decision.act.why}",
                {
                    "act": decision.act.name,
                    "label": decision.act.label,
                    "why": decision.act.why,
                    "layer": decision.act.layer,
                    "intensity": _round(decision.act.intensity),
                    "awake": _round(decision.awake),
                    "mood": _round(decision.mood),
                    "needs": {need.name: _round(need.strength) for need in decision.needs},
                },
            )

    def move(self, s: float, pose: Pose, glow: Glow, cry: Cry | None) -> None:
        """One tick of motion, as really sent."""
        if cry is not None:
            self._sounds += 1
            self._cries.append(cry.kind)
            if self._json:
                self._write(s, "sounds", {"cry": cry.kind, "intensity": _round(cry.intensity)})
        if not self._posed and s - self._act_s >= POSE_AFTER_S:
            self._pose(s, pose, glow)

    def end(self, dropped: int) -> None:
        ticks = sum(self._ticks.values())
        shares = {label: count / ticks for label, count in self._ticks.most_common()}
        summary = {label: _round(share) for label, share in shares.items()}
        if self._json:
            self._write(self._scene.seconds, "end", {"shares": summary, "cries": self._sounds, "dropped": dropped})
            return
        acts = ", ".join(f"{label} {100 * share:.0f} %" for label, share in shares.items())
        self._print("", *textwrap.wrap(f"In {self._scene.seconds:g} s: {acts}; {self._sounds} cries.", WIDTH))

    def _believe(self, s: float, decision: Decision) -> None:
        impression = decision.impression
        changed = abs(impression.certainty - self._certainty) >= SURER_BY and s - self._believed_s >= AGAIN_AFTER_S
        if impression.state == self._belief and not changed:
            return
        self._belief, self._certainty, self._believed_s = impression.state, impression.certainty, s
        told = impression.state
        if impression.evidence:
            sure = f" ({impression.certainty:.2f})" if impression.certainty > 0.0 else ""
            told += f"{sure}: {', '.join(impression.evidence)}"
        self._say(
            s,
            "believes",
            told,
            {
                "state": impression.state,
                "emotion": impression.emotion,
                "certainty": _round(impression.certainty),
                "valence": _round(impression.valence),
                "arousal": _round(impression.arousal),
                "evidence": list(impression.evidence),
            },
        )

    def _speak(self, s: float, decision: Decision) -> None:
        """What it says, what it tells people, and the breath it leads with."""
        if decision.saying is not None:
            said = decision.saying
            self._say(s, "says", f'"{said.sentence}"', {"sentence": said.sentence, "pace": _round(said.pace)})
        for event in decision.events:
            self._say(s, "tells", event.line, {"event": event.kind, "line": event.line})
        breaths = decision.breaths_per_minute
        led = None if breaths is None else round(breaths / BREATHS_STEP) * BREATHS_STEP
        if led != self._breaths:
            self._breaths = led
            told = "breathes as it likes again" if led is None else f"breathes {led} times a minute"
            self._say(s, "leads", told, {"breaths_per_minute": None if breaths is None else _round(breaths)})

    def _pose(self, s: float, pose: Pose, glow: Glow) -> None:
        if self._posed:
            return
        self._posed = True
        joints = {joint: _round(value) for joint, value in asdict(pose).items()}
        cries, self._cries = self._cries, []
        told = (
            f"head {joints['neck_yaw']:+.2f} {joints['neck_pitch']:+.2f}  "
            f"lids {joints['eyelid_left']:+.2f} {joints['eyelid_right']:+.2f}  "
            f"flippers {joints['flipper_left']:+.2f} {joints['flipper_right']:+.2f}  "
            f"tail {joints['tail']:+.2f}  glow {_round(glow.level):.2f}"
        )
        if cries:
            told += f"  {' '.join(cries)}"
        self._say(s, "moves", told, {joint: joints[joint] for joint in JOINTS} | {"glow": _round(glow.level)})

    def _say(self, s: float, kind: str, told: str, facts: dict[str, Any]) -> None:
        if self._json:
            self._write(s, kind, facts)
            return
        time = f"{s:8.2f}" if s != self._told_s else " " * 8
        self._told_s = s
        self._print(*textwrap.wrap(told, WIDTH, initial_indent=f"{time}  {kind:<9} ", subsequent_indent=_INDENT))

    def _write(self, s: float, kind: str, facts: dict[str, Any]) -> None:
        self._print(json.dumps({"s": _round(s), "kind": kind} | facts, ensure_ascii=False))

    def _print(self, *lines: str) -> None:
        for line in lines:
            self._out.write(line + "\n")


def _round(value: float) -> float:
    """To 0.01, and never minus nothing."""
    return round(value, 2) + 0.0
