"""The calibration of one device on its disk: each part with its day and version, what it was before, and a draft.

One file, written whole or not at all. What was there before a part was kept stays in it, so that everything can be
taken back; a draft holds what was done of a long part when somebody stopped in its middle.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, get_args

from companion import __version__
from companion.body.calibrated import Calibrated, read_organs
from companion.body.calibration import Calibration, checked, store_name
from companion.body.pins import Pins
from companion.vocabulary.errors import StateError
from companion.vocabulary.ports import Store

PartName = Literal["servos", "touch", "microphone", "loudspeaker", "camera", "posture", "light"]
PARTS: tuple[PartName, ...] = get_args(PartName)

REMEMBERED = 20
"""So many steps can be taken back."""

_JOINTS = ("made", "program", "joints", "plugs")
"""Where the servos' part lies in the file: at its top, as it always has."""


class Kept:
    """What is kept of this device. `fault` says why something that was there could not be read at all.

    While `clock_is_trusted` is not so, nothing is taken for being from the future.
    """

    def __init__(self, store: Store, device: str, pins: Pins, today: date, clock_is_trusted: bool = True) -> None:
        self.device = device
        self.today = today
        self.clock_is_trusted = clock_is_trusted
        self.fault: StateError | None = None
        self._store = store
        self._pins = pins
        try:
            self._state: dict[str, Any] = dict(store.load(store_name(device)) or {})
            if self._state and self._state.get("device") != device:
                whose = f"belongs to the device {self._state.get('device')!r}, and this is {device!r}."
                raise StateError(whose, store_name(device), "What is kept now takes its place.")
        except StateError as fault:
            self.fault = fault
            self._state = {}

    @property
    def organs(self) -> Calibrated:
        """Everything but the joints, as the creature will take it."""
        return read_organs(self._state, self.device, self._not_after) if self._state else Calibrated()

    @property
    def joints(self) -> Calibration | None:
        """The joints, as the creature will take them; None where there are none, or none to believe."""
        try:
            return checked(self._state, self.device, self._pins, self._not_after) if "joints" in self._state else None
        except StateError:
            return None

    def made(self, part: PartName) -> tuple[date, str] | None:
        """The day on which a part that is believed was kept, and by which version; None for one that is not there."""
        record = self._record(part)
        if record is None or (self.joints is None if part == "servos" else getattr(self.organs, part) is None):
            return None
        return date.fromisoformat(str(record["made"])), str(record.get("program", "an earlier version"))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is there and cannot be believed, a sentence each."""
        told = [] if self.fault is None else [str(self.fault)]
        if "joints" in self._state:
            try:
                checked(self._state, self.device, self._pins, self._not_after)
            except StateError as fault:
                told.append(str(fault))
        return (*told, *self.organs.faults)

    def keep(self, part: PartName, values: Mapping[str, Any]) -> None:
        """Keep a part, and what it was before. Raises `StateError`; what was there before then stays whole."""
        stamp = {"made": self.today.isoformat(), "program": __version__}
        record = {**stamp, **values} if part == "servos" else {**stamp, "values": dict(values)}
        before = [*self._before(), {"part": part, "record": self._record(part)}][-REMEMBERED:]
        self._save({**self._with(part, record), "before": before})
        self.forget_draft()

    def undo(self, part: PartName | None) -> tuple[PartName, date | None] | None:
        """Take back what was kept last (of this part). Returns which, and from which day that is which holds again.

        None where there is nothing to take back. Raises `StateError`.
        """
        before = list(self._before())
        for place in range(len(before) - 1, -1, -1):
            name = before[place].get("part")
            if name in PARTS and part in (None, name):
                record = before.pop(place).get("record")
                self._save({**self._with(name, record), "before": before})
                made = self.made(name)
                return name, made[0] if made is not None else None
        return None

    def draft(self) -> Mapping[str, Any]:
        """What was done when somebody stopped in the middle; empty where nothing was, or it cannot be believed."""
        try:
            draft = self._store.load(self._draft_name)
        except StateError:
            return {}
        return draft if draft is not None and draft.get("device") == self.device else {}

    def save_draft(self, content: Mapping[str, Any]) -> None:
        """Raises `StateError`."""
        self._store.save(self._draft_name, {"device": self.device, **content})

    def forget_draft(self) -> None:
        """Raises `StateError`."""
        self._store.erase(self._draft_name)

    @property
    def _not_after(self) -> date | None:
        return self.today if self.clock_is_trusted else None

    @property
    def _draft_name(self) -> str:
        return f"calibrating-{self.device}"

    def _before(self) -> list[Any]:
        before = self._state.get("before")
        return [each for each in before if isinstance(each, Mapping)] if isinstance(before, list) else []

    def _record(self, part: PartName) -> Mapping[str, Any] | None:
        if part == "servos":
            record = {key: self._state[key] for key in _JOINTS if key in self._state}
            return record if "joints" in record else None
        parts = self._state.get("parts")
        found = parts.get(part) if isinstance(parts, Mapping) else None
        return found if isinstance(found, Mapping) else None

    def _with(self, part: PartName, record: Mapping[str, Any] | None) -> dict[str, Any]:
        """The file with this part as it is now, or without it."""
        state = {**self._state, "device": self.device}
        if part == "servos":
            for key in _JOINTS:
                state.pop(key, None)
            state |= record or {}
        else:
            parts = state.get("parts")
            state["parts"] = {k: v for k, v in parts.items() if k != part} if isinstance(parts, Mapping) else {}
            if record is not None:
                state["parts"][part] = record
        state.setdefault("parts", {})
        return state

    def _save(self, state: dict[str, Any]) -> None:
        self._store.save(store_name(self.device), state)
        self._state = state
        self.fault = None
