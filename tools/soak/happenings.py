"""What happens in a day: parts break and are mended, scenes are lived through, windows open, it gets dark and light."""

import asyncio
import math
import random
from collections.abc import Mapping, MutableMapping
from dataclasses import replace

from aiohttp import ClientSession

from companion.body.twins.board import Board
from companion.daemon.compose import Creature
from companion.daemon.scene import Scene, load_scene, shipped_scenes
from companion.daemon.script import unroll
from companion.vocabulary.readings import Reading
from companion.vocabulary.signals import ZONES
from tools.faults.table import FAULTS
from tools.faults.trial import Robot

LIES_S = 0.4
SCENE_LASTS_S = 6.0
"""A scene of a minute or three, in a hurry."""

STROKES, STROKE_S = 6, 0.1
LOOK_EVERY_S = 0.02
DUSK_STEPS = 200
WORDS = ("hello Pebble", "I am so sad today", "what day is it?", "good night", "where is my daughter", "you are sweet")
GATES = ("stop", "still", "silent", "staff", "cleaning")

Count = MutableMapping[str, int]


async def watch(robot: Robot) -> None:
    """Look all the time whether a joint holds power that was not told."""
    while True:
        robot.look()
        await asyncio.sleep(LOOK_EVERY_S)


async def daylight(board: Board, day_s: float) -> None:
    """From midnight to midnight."""
    for step in range(DUSK_STEPS):
        board.shares("light", max(0.0, 0.4 - 0.5 * math.cos(2 * math.pi * step / DUSK_STEPS)))
        await asyncio.sleep(day_s / DUSK_STEPS)


async def faults(robot: Robot, every_s: float, chance: random.Random, count: Count) -> None:
    """Break one thing after the other, each mended soon, also when this is cancelled."""
    # Those that a creature which lives already can meet, and that do not stop this program itself.
    struck = [fault for fault in FAULTS if not fault.name.startswith(("calibration", "the control", "sound card"))]
    while True:
        await asyncio.sleep(max(every_s - LIES_S, 0.1))
        fault = chance.choice(struck)
        fault.strike(robot)
        try:
            await asyncio.sleep(LIES_S)
        finally:
            fault.mend(robot)
        count["faults"] = count.get("faults", 0) + 1


async def scenes(creature: Creature, every_s: float, chance: random.Random, count: Count) -> None:
    """Live through the shipped scenes: what is seen, heard and felt, and what people order."""
    shipped = [load_scene(path) for path in shipped_scenes()]
    while True:
        await asyncio.gather(asyncio.sleep(every_s), _scene(creature, chance.choice(shipped)))
        count["scenes"] = count.get("scenes", 0) + 1


async def _scene(creature: Creature, scene: Scene) -> None:
    flow, life = creature.life.heart.flow, creature.life
    hurry, lived_s = scene.seconds / SCENE_LASTS_S, 0.0
    for event in unroll(scene):
        if event.s > lived_s:
            await asyncio.sleep((event.s - lived_s) / hurry)
            lived_s = event.s
        if not isinstance(event.what, Reading):
            life.order(event.what)
        elif event.sense is None or flow.permissions.allows(event.sense):
            now = life.moment()
            flow.feel(replace(event.what, at_s=now.monotonic_s), now)


async def windows(address: str, every_s: float, chance: random.Random, count: Count) -> None:
    """People open the page, stroke, type, press a button of the gate, use their camera, and close it again."""
    origin = address.rsplit("/", 2)[0]
    async with ClientSession() as session:
        while True:
            async with session.get(address) as page:
                await page.read()
            async with session.ws_connect(f"{address}socket", origin=origin) as socket:
                count["windows"] = count.get("windows", 0) + 1
                for message in _visit(chance):
                    await socket.send_json(message)
                    count["messages"] = count.get("messages", 0) + 1
                    await asyncio.sleep(STROKE_S)
            await asyncio.sleep(max(every_s - STROKE_S * (2 * STROKES + 8), 0.1))


def _visit(chance: random.Random) -> list[Mapping[str, object]]:
    gate = chance.choice(GATES)
    strokes: list[Mapping[str, object]] = []
    for _ in range(STROKES):
        stroke = {"kind": "touch", "zone": chance.choice(ZONES), "speed_cm_s": 4.0, "pressure": 0.5}
        strokes += [{**stroke, "phase": "down"}, {**stroke, "phase": "up"}]
    return [
        *strokes,
        {"kind": "words", "text": chance.choice(WORDS)},
        {"kind": "camera", "on": True},
        {"kind": "command", "name": gate, "on": True},
        {"kind": "command", "name": "release", "on": False},
        {"kind": "camera", "on": False},
    ]
