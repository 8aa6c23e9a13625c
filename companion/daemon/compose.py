"""Wiring, and nothing else: which organ, mind and page make up this creature."""

import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2

from companion import __version__
from companion.body.calibrated import MicrophoneCalibration
from companion.body.cameras import open_source
from companion.body.cameras.set_right import SetRight
from companion.body.heat import linux_gauge
from companion.body.recognition.engines import Weighty, pocketsphinx, vosk
from companion.body.simulated.camera import SimulatedCamera
from companion.body.simulated.microphone import SimulatedMicrophone
from companion.body.sound.limited import LimitedSpeaker
from companion.body.sound.microphone import SoundCardMicrophone
from companion.body.sound.recorded import RecordedMicrophone
from companion.body.speech.espeak import EspeakNg
from companion.body.speech.piper import Piper
from companion.body.warmth import Warmer
from companion.daemon import metrics
from companion.daemon.anatomy import Anatomy, Hooks, Joints, anatomy, loudspeaker
from companion.daemon.clock import Clock
from companion.daemon.flow import Body, Flow
from companion.daemon.hearing import Hearing, SharedOwnVoice
from companion.daemon.heart import Heart
from companion.daemon.keeping import FolderStore, Memory, latched_gate
from companion.daemon.languages import load_calling, load_phrase_list, load_phrases
from companion.daemon.life import Life
from companion.daemon.mouth import Mouth
from companion.daemon.naming import Naming
from companion.daemon.recognition import Recognition
from companion.daemon.refusals import ToldRefusals
from companion.daemon.residents import Residents
from companion.daemon.senses import Brightness
from companion.daemon.sight import Sight
from companion.daemon.speaking import Speaking
from companion.daemon.speech_models import speech_models
from companion.daemon.supervise import Link, Part, Supervisor, notify_service
from companion.daemon.understanding import ListedWords, TypedAndSpoken, Understanding
from companion.daemon.warming import KeepingWarm
from companion.expression.choreographer import Choreographer
from companion.expression.voice import Voice
from companion.mind.mind import Mind
from companion.perception.hearing import HearingModels, HearingPath
from companion.perception.seeing import Seeing
from companion.perception.sounds.own_voice import OwnVoice
from companion.perception.touch.path import TouchPath
from companion.perception.words.calling import Calling
from companion.perception.words.feeling import FeelingModel
from companion.perception.words.phrase_list import PhraseList
from companion.runtime import Runtime
from companion.settings import Settings, SpeechSettings
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Camera, Microphone, Recogniser, SpeechEngine
from companion.web.doors import new_token
from companion.web.server import Page, Twins

THROUGH_A_BROWSER_S, THROUGH_A_CARD_S = 0.6, 0.1
"""How much later than told its own voice may come back to its ears."""


@dataclass(frozen=True, slots=True)
class Creature:
    """A wired creature: run `life`; `page` is where people see it."""

    life: Life
    page: Page
    sight: Sight
    twins: Twins
    servos: Joints
    body: Anatomy


def compose(settings: Settings, state_folder: Path, ready: Callable[[str], None] = lambda address: None) -> Creature:
    """Wire a creature with the body of the settings. `ready` hears the page's address once it answers."""
    clock = Clock()
    store = FolderStore(state_folder)
    seed = settings.creature.seed or secrets.randbits(32)
    body = anatomy(settings, store, clock)
    voice = loudspeaker(settings)
    fitted = body.calibrated
    servos, lights, speaker = body.servos, body.lights, voice.speaker
    if fitted.loudspeaker is not None:
        speaker = LimitedSpeaker(speaker, fitted.loudspeaker)
    gestures = partial(TouchPath, fitted.touch.least()) if fitted.touch is not None else TouchPath
    warmer = Warmer(body.pad) if settings.warmth.fitted else None
    camera, inlet = eyes(settings, body)
    mind = Mind(
        random.Random(seed),
        settings.rhythm,
        settings.session.minutes * 60.0,
        load_phrases(settings.speech.language),
        settings.speech.suggestions,
        settings.senses.microphone_at_night,
    )
    memory = Memory(mind, store)
    memory.recall()
    residents = Residents(mind, store)
    flow = Flow(
        ToldRefusals(residents, mind.refused),
        Choreographer(random.Random(seed + 1), settings.rhythm),
        Body(servos, lights, speaker, warmer),
        latched_gate(store),
        settings.senses.permissions(),
    )
    brightness = Brightness(body.light_sensor, flow, clock)
    microphone, ear = ears(settings, body)
    # What was calibrated is the robot's own microphone, not one that a browser lends.
    hears_by = fitted.microphone if ear is None else None
    hearing = Hearing(
        microphone,
        lambda own: hearing_path(settings, own, hears_by),
        flow,
        clock,
        SharedOwnVoice(THROUGH_A_BROWSER_S if is_in_a_browser(settings) else THROUGH_A_CARD_S),
        settings.rhythm,
        hears_by.gain_db if hears_by is not None else 0.0,
        settings.senses.microphone_at_night,
        lambda: brightness.level,
    )
    mouth = Mouth(flow, clock, settings.rhythm, hearing.played)
    heart = Heart(flow, body.skin, clock, fed=lambda: notify_service("WATCHDOG=1"), mouth=mouth, gestures=gestures)
    sight = Sight(camera, lambda: eyesight(settings), flow, clock, settings.camera)
    understanding = Understanding(
        lambda: FeelingModel.load(Runtime(settings.models.runtime)),
        flow,
        clock,
        settings.creature.name,
        secrets.token_bytes(16),  # questions have numbers that mean nothing in another life
    )
    listed = load_phrase_list(settings.recognition.language)
    name, calling = settings.creature.name, load_calling(settings.recognition.language)

    def alone() -> bool:
        return sight.latest is None or len(sight.latest.faces) <= 1

    spoken = understanding if listed.language == "en" else ListedWords(listed, name, flow, clock)
    naming = Naming(name, calling, TypedAndSpoken(understanding, spoken), flow, clock, store, alone)
    recognition = Recognition(
        lambda: recogniser(settings, listed, calling, naming.names),
        naming,
        clock,
        lambda: flow.permissions.words,
        lambda: naming.names,
    )
    hearing.words = recognition.hear
    keeping_warm = KeepingWarm(warmer, lambda: heart.warmth_c, clock) if warmer else None
    twins = Twins(inlet, body.skin_inlet, body.light_inlet, body.warmth_inlet, voice.tap, ear, body.balance_inlet)

    async def serve(link: Link) -> None:
        link.waits("The page is opening.")

        def answered() -> None:
            link.works("The page is open.")
            ready(page.address)

        await page.serve(answered)

    async def tell_how_it_fares(link: Link) -> None:
        gauge = linux_gauge() if body.board is None else body.board.strain
        fares = metrics.Fares(
            __version__, settings.body.kind, heart, flow, life.supervisor, sight, hearing, gauge, clock.seconds()
        )
        await metrics.serve(settings.web.metrics_port, lambda: fares, link)

    async def remember(link: Link) -> None:
        try:
            await memory.keep(link)
        finally:
            await residents.keep_last()

    parts = (
        Part("camera", sight.run, "camera"),
        Part("microphone", hearing.run, "microphone"),
        *body.parts(
            Hooks(flow, clock, heart.forget_hands, heart.numb, lambda command: life.order(command), sight.slow)
        ),
        *voice.parts,
        Part("light", brightness.run, "light"),
        Part("words", understanding.run, "words"),
        Part("name", naming.run),
        *([Part("recognition", recognition.run, "microphone")] if settings.recognition.engine != "none" else []),
        Part("mind", heart.ponder),
        Part("voice", lambda link: mouth.run(Voice(), link)),
        *([Part("speech", Speaking(engine, flow, mouth, clock).run)] if (engine := tongue(settings.speech)) else []),
        Part("memory", remember),
        Part("page", serve),
        *([Part("metrics", tell_how_it_fares)] if settings.web.metrics_port else []),
        *([Part("warmth", keeping_warm.run)] if keeping_warm else []),
    )
    organs = (servos, lights, speaker)
    life = Life(flow, heart, Supervisor(parts), sight, brightness, organs, store, clock, naming)
    life.keeping_warm, life.hearing = keeping_warm, hearing
    page = Page(life, twins, settings.web.port, new_token())
    return Creature(life, page, sight, twins, servos, body)


def eyes(settings: Settings, body: Anatomy) -> tuple[Camera, SimulatedCamera | None]:
    """The camera of the settings, and the inlet for the browser's pictures when that is the camera.

    A camera of the robot looks only while the robot's light burns and its switch allows it.
    """
    if settings.camera.source == "browser":
        twin = SimulatedCamera()
        return twin, twin
    camera, fitted = open_source(settings.camera.source), body.calibrated.camera
    return body.watched(camera if fitted is None else SetRight(camera, fitted)), None


def ears(settings: Settings, body: Anatomy) -> tuple[Microphone, SimulatedMicrophone | None]:
    """The microphone of the settings, and the inlet for the browser's sound when that is the microphone.

    A microphone of the robot listens only while the robot's light burns and its switch allows it.
    """
    asked = settings.microphone
    if asked.source == "browser":
        twin = SimulatedMicrophone()
        return twin, twin
    if asked.source == "card":
        return body.listening(SoundCardMicrophone(asked.device or None, asked.channels)), None
    return RecordedMicrophone(Path(asked.source).expanduser(), asked.channels), None


def is_in_a_browser(settings: Settings) -> bool:
    """Whether its voice goes out, or comes back, through a browser, whose delay nobody knows."""
    return settings.microphone.source == "browser" or settings.body.speaker == "page"


def hearing_path(settings: Settings, own: OwnVoice, fitted: MicrophoneCalibration | None) -> HearingPath:
    """Hearing with the models on this disk. Raises `ModelError`; may take a second, so never on the event loop."""
    asked = settings.microphone
    return HearingPath(
        HearingModels.load(Runtime(settings.models.runtime)),
        settings.models.certainty_threshold,
        asked.spacing_cm / 100.0 if asked.channels == 2 else None,
        fitted.gain_db if fitted is not None else 0.0,
        own,
    )


def recogniser(settings: Settings, listed: PhraseList, calling: Calling, others: Sequence[str]) -> Recogniser:
    """The recogniser of the settings, which hears the creature's name and the `others` it answers to.

    Raises `OrganError` where no model for the language is on this disk.
    """
    asked, name = settings.recognition, settings.creature.name.lower()
    model = speech_models().get(f"vosk-{asked.language}")
    if asked.engine != "pocketsphinx" and model is not None and model.is_here:
        return vosk(model.folder)
    if asked.engine == "vosk" or asked.language != "en":
        fetched = f"Run `companion models fetch vosk-{asked.language}`."
        raise OrganError(f"has no model for the language {asked.language!r}.", "vosk", fetched)
    sounds_like = {word: asked.name_sounds_like for word in name.split() if asked.name_sounds_like}
    weighty = [Weighty(listed.ways[kind], each.tells, each.agrees_from) for kind, each in listed.weights.items()]
    return pocketsphinx(listed.phrases(name, *others), weighty, sounds_like, calling.phrases())


def tongue(settings: SpeechSettings) -> SpeechEngine | None:
    """The speech engine of the settings; None where it shall only coo."""
    if settings.engine == "none":
        return None
    return Piper(Path(settings.voice).expanduser()) if settings.engine == "piper" else EspeakNg(settings.voice)


def eyesight(settings: Settings) -> Seeing:
    """Sight with the models on this disk. Raises `ModelError`; may take a second, so never on the event loop."""
    cv2.setNumThreads(1)  # drawing a face takes a tenth of a millisecond; threads would only disturb the motion loop
    return Seeing.load(Runtime(settings.models.runtime), settings.models.certainty_threshold)
