"""Plays a scene in simulated time: the daemon's own mind, expression and motion limiter, without waiting.

The same scene gives the same story on every run, Python and processor: time is counted in whole hundredths of a
second, chance is seeded, and numbers are rounded only where they are written.
"""

import random
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from companion.body.simulated.lights import SimulatedLights
from companion.body.simulated.servos import SimulatedServos
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.daemon.flow import Body, Flow
from companion.daemon.languages import load_phrases
from companion.daemon.scene import Scene, load_scene, shipped_scenes
from companion.daemon.script import unroll
from companion.daemon.timeline import Timeline
from companion.expression.choreographer import Choreographer
from companion.mind.mind import Mind
from companion.settings import SpeechSettings
from companion.vocabulary.acts import Pose
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import SENSES, Gate, Permissions
from companion.vocabulary.readings import Reading

__all__ = ["play", "play_scene", "shipped_scenes"]

STEPS_PER_S = 100
MOTION_STEPS = 2
MIND_STEPS = 5


def play(path: Path, json: bool, out: TextIO) -> None:
    """Play the scene file at `path` and write its timeline to `out`.

    Raises `SceneError` for a file that is no scene.
    """
    play_scene(load_scene(path), json, out)


def play_scene(scene: Scene, json: bool, out: TextIO) -> None:
    """Play a scene and write its timeline: text for people, or one JSON object per line."""
    lights = SimulatedLights()
    body = Body(SimulatedServos(), lights, SimulatedSpeaker())
    for organ in (body.servos, body.lights, body.speaker):
        organ.open()
    speech = SpeechSettings()
    mind = Mind(random.Random(scene.seed), phrases=load_phrases(speech.language), suggestions=speech.suggestions)
    choreographer = Choreographer(random.Random(scene.seed + 1))
    flow = Flow(mind, choreographer, body, Gate(), Permissions(**dict.fromkeys(SENSES, True)))
    timeline = Timeline(scene, json, out)
    timeline.begin()
    events = unroll(scene)
    event = next(events, None)
    pose = Pose()
    for step in range(round(scene.seconds * STEPS_PER_S)):
        s = step / STEPS_PER_S
        moment = Moment(s, scene.start + timedelta(seconds=s) if scene.start is not None else None)
        while event is not None and event.s <= s:
            refused = event.sense is not None and not flow.permissions.allows(event.sense)
            timeline.sense(event, refused)
            if isinstance(event.what, Reading):
                if not refused:
                    flow.feel(event.what, moment)
            else:
                flow.order(event.what)
            event = next(events, None)
        if step % MIND_STEPS == 0:
            timeline.decide(s, flow.think(moment), pose, lights.latest())
        if step % MOTION_STEPS == 0:
            expressed, sent = flow.move(moment)
            pose = sent.pose
            timeline.move(s, pose, lights.latest(), expressed.cry)
    timeline.end(flow.dropped)
