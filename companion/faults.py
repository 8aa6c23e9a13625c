"""The faults of a TOML file that people wrote, one sentence each: which key, what is wrong, what is allowed instead."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Lines:
    """Finds the line where a key stands; tomllib keeps no positions."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str | int, ...], int] = {}
        blocks: dict[str, int] = {}
        place: tuple[str | int, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if block := re.match(r"\s*\[\[\s*(\w+)\s*\]\]", line):
                name = block.group(1)
                blocks[name] = blocks.get(name, -1) + 1
                place = (name, blocks[name])
                self._lines[place] = number
                self._lines.setdefault((name,), number)
            elif header := re.match(r"\s*\[\s*([\w.]+)\s*\]", line):
                first, *rest = header.group(1).split(".")
                place = (first, blocks[first], *rest) if first in blocks else (first, *rest)
                self._lines[place] = number
            elif key := re.match(r"\s*([\w.]+)\s*=", line):
                self._lines.setdefault((*place, *key.group(1).split(".")), number)

    def of(self, location: Sequence[str | int]) -> int:
        """The line of this key, or of the nearest thing around it that is written down; 1 for the whole file."""
        place = tuple(location)
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)


def sentence(model: type[BaseModel], error: Any) -> str:
    """One fault: which key, what is wrong with it, what is allowed. `error` is one of pydantic's `errors()`."""
    location = tuple(error["loc"])
    names, field, around = _walk(model, location)
    in_block = len(names) >= 2 and isinstance(location[1], int)
    key = ".".join(names[2:] if in_block and len(names) > 2 else names) or "the file"
    if error["type"] == "extra_forbidden":
        return f"{key} is not known here; allowed are {', '.join(around.model_fields)}"
    if error["type"] == "missing":
        return f"{key} is missing; it takes {allowed(field)}"
    if error["type"] == "value_error":
        happening = f"this [[{names[0]}]]" if in_block and len(names) == 2 else key
        return f"{happening} {error['msg'].removeprefix('Value error, ')}"
    return f"{key} = {error['input']!r} is not allowed; it takes {allowed(field)}"


def _walk(model: type[BaseModel], location: Sequence[str | int]) -> tuple[list[str], FieldInfo | None, type[BaseModel]]:
    """The names on the way to a fault, the field there, and the model around it.

    Pydantic's own additions are left out.
    """
    names: list[str] = []
    field: FieldInfo | None = None
    around = model
    inside: type[BaseModel] | None = model
    named = False
    for part in location:
        if isinstance(part, int):
            names.append(str(part + 1))
        elif named:
            names.append(part)
            named = False
        elif inside is not None:
            around, field = inside, inside.model_fields.get(part)
            names.append(part)
            inside = _model(field)
            # The tables of a dictionary have names of their own: joints.tail.channel.
            named = field is not None and get_origin(field.annotation) is dict
    return names, field, around


def _model(field: FieldInfo | None) -> type[BaseModel] | None:
    """The table a key holds, if it holds one."""
    return next((kind for kind in _kinds(field) if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def _kinds(field: FieldInfo | None) -> Iterator[Any]:
    """Every plain type and bound in a field's annotation, outermost first."""
    if field is None:
        return
    yield from field.metadata
    waiting: list[Any] = [field.annotation]
    while waiting:
        kind = waiting.pop(0)
        if get_origin(kind) in (None, Literal):
            yield kind
        elif get_origin(kind) is Annotated:
            base, *bounds = get_args(kind)
            waiting.append(base)
            for bound in bounds:
                yield from getattr(bound, "metadata", (bound,))
        else:
            waiting += get_args(kind)


def allowed(field: FieldInfo | None) -> str:
    """What a key takes, in words."""
    kinds = list(_kinds(field))
    choices = [value for kind in kinds if get_origin(kind) is Literal for value in get_args(kind)]
    if choices:
        return "true" if choices == [True] else "one of " + ", ".join(f'"{choice}"' for choice in choices)
    if (model := _model(field)) is not None:
        return "a table of " + ", ".join(model.model_fields)
    bounds = {name: getattr(kind, name) for kind in kinds for name in ("ge", "gt", "le") if hasattr(kind, name)}
    if str in kinds and field is not None and get_origin(field.annotation) is tuple:
        return "a list of texts"
    if str in kinds:
        longest = next((kind.max_length for kind in kinds if hasattr(kind, "max_length")), None)
        return f"text of 1 to {longest} letters" if longest else "text"
    if bool in kinds:
        return "true or false"
    if time in kinds:
        return "a time of day, 00:00:00 to 23:59:59"
    if datetime in kinds:
        return "a local date and time such as 2026-05-04T07:30:00"
    number = "a whole number" if int in kinds else "a number"
    least = f"from {bounds['ge']:g}" if "ge" in bounds else f"above {bounds['gt']:g}" if "gt" in bounds else ""
    most = f"to {bounds['le']:g}" if "le" in bounds else ""
    return " ".join(part for part in (number, least, most) if part)
