"""What can be typed behind `companion`: its verbs and their options."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from companion import __version__

_EXAMPLES = """\
examples:
  companion run                             live, with a body in the browser
  companion run --camera /dev/video0        look through a camera of this computer
  companion perceive holiday.jpg            say what is seen in a picture
  companion perceive --json photos/ | head  one object a file, one a line
  companion perceive --text "I miss him"    what a sentence tells
  companion play good-morning               a scripted scene in simulated time
  companion show wriggle                    one act, again and again, on the page
  companion acts --sheet acts.png           a picture of everything it does
  companion sing coo coo.wav --plot coo.png one cry as a sound and as a picture
  companion doctor                          what is wrong with it, and how to mend it
  companion models                          which models are here, and whether they are whole
  companion settings > companion.toml       all settings, with what they mean
  companion preferences show Agnes          what it has learnt that Agnes likes
  companion names                           what it is called, and what residents seem to call it
  companion install                         how it would become a service of this computer
"""


def parser() -> argparse.ArgumentParser:
    """Understands all verbs and their options; what it returns holds the verb's name as `verb`."""
    command = argparse.ArgumentParser(
        prog="companion",
        description="A small seal that senses gently, abstains when unsure, and says why it does what it does.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--version", action="version", version=f"companion {__version__}")
    verbs = command.add_subparsers(title="what it can do", metavar="VERB", dest="verb", required=True)

    for name, purpose in (
        ("run", "live: the daemon, and the page where you see it"),
        ("simulate", "live with the simulated body and the browser's camera, whatever the settings say"),
    ):
        live = verbs.add_parser(name, help=purpose, description=purpose)
        _add_settings(live)
        live.add_argument("--port", type=int, metavar="N", help="port of the page on 127.0.0.1")
        live.add_argument("--state", type=Path, metavar="FOLDER", help="where it keeps what outlives a restart")
        live.add_argument("--verbose", action="store_true", help="log more")
        if name == "run":
            sources = "browser, picamera2, /dev/videoN, a video file or a folder of pictures"
            live.add_argument("--camera", metavar="SOURCE", help=sources)
            live.add_argument(
                "--service", action="store_true", help="live with what is right in the settings when something is wrong"
            )

    perceive = verbs.add_parser(
        "perceive",
        help="say what is seen in pictures and videos, heard in sounds, or told by words",
        description="Say for each picture, video, sound or sentence what is in it: the raw calibrated models, "
        "without memory.",
    )
    perceive.add_argument(
        "paths", nargs="*", type=Path, metavar="FILE|FOLDER", help="pictures, videos, sounds, folders"
    )
    perceive.add_argument("--text", metavar="WORDS", help="one utterance; told as one JSON object")
    perceive.add_argument(
        "--text-file", type=Path, metavar="FILE", help="one utterance a line; one JSON object a line, in the same order"
    )
    perceive.add_argument("--json", action="store_true", help="one JSON object per file, one per line")
    perceive.add_argument("--face-crop", action="store_true", help="take each picture as a ready face")
    perceive.add_argument(
        "--overlay",
        type=Path,
        metavar="OUT.mp4",
        help="instead, write one video with what is seen drawn on it: box, points, gaze, feeling and how sure",
    )

    play = verbs.add_parser(
        "play",
        help="run a scripted scene in simulated time",
        description="Run a scene in simulated time and print its timeline; without a name, list the shipped scenes.",
    )
    play.add_argument("scene", nargs="?", metavar="SCENE", help="a SCENE.toml, or the name of a shipped scene")
    play.add_argument("--json", action="store_true", help="one JSON object per line")

    show = verbs.add_parser(
        "show",
        help="perform one act on the page, again and again",
        description="Open the page of a creature that performs one act, rests a little, and performs it again.",
    )
    show.add_argument("act", metavar="ACT", help="the name of an act; `companion acts` lists them")
    _add_settings(show)
    show.add_argument("--port", type=int, metavar="N", help="port of the page on 127.0.0.1")

    acts = verbs.add_parser(
        "acts",
        help="list everything it does; --sheet draws it",
        description="List every act with how it looks; with --sheet, draw them all, as their joints are really sent.",
    )
    acts.add_argument("--sheet", type=Path, metavar="OUT.png", help="write a contact sheet of all acts")

    _add_sing(verbs)

    _add_calibrate(verbs)
    _add_doctor(verbs)

    purpose = "list, verify and fetch the models"
    models = verbs.add_parser("models", help=purpose, description=purpose)
    models.add_argument(
        "action",
        nargs="?",
        choices=("list", "verify", "fetch"),
        default="list",
        help="list and verify check every file against its card (the default); fetch brings what is missing",
    )
    models.add_argument("name", nargs="?", help="fetch this model of vosk, such as vosk-en, to hear any words")

    settings = verbs.add_parser(
        "settings",
        help="print and check the settings",
        description="Check the settings file, naming every fault at once, and print all settings with their meaning.",
    )
    _add_settings(settings)

    preferences = verbs.add_parser(
        "preferences",
        help="what it has learnt that each resident likes: read, export, erase",
        description="What it has learnt of each resident. Without a name, list everybody of whom something is kept.",
    )
    preferences.add_argument(
        "action",
        nargs="?",
        choices=("list", "show", "export", "erase"),
        default="list",
        help="list names (the default); show a table; export prints JSON; erase forgets everything of one resident",
    )
    preferences.add_argument("resident", nargs="?", metavar="NAME", help="the resident's name, as in the session")
    preferences.add_argument("--state", type=Path, metavar="FOLDER", help="where it keeps what outlives a restart")

    names = verbs.add_parser(
        "names",
        help="what it is called, and what staff are asked about its name",
        description="Residents may call it by a name of their own. It answers to that only when staff say yes: "
        "here, or on the page.",
    )
    names.add_argument(
        "action",
        nargs="?",
        choices=("list", "accept", "decline"),
        default="list",
        help="list names and questions (the default); accept a name that is asked about; decline it, or take it back",
    )
    names.add_argument("name", nargs="?", metavar="NAME", help="the name in question")
    _add_settings(names)
    names.add_argument("--state", type=Path, metavar="FOLDER", help="where it keeps what outlives a restart")

    _add_service(verbs)
    return command


def _add_sing(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sing = verbs.add_parser(
        "sing",
        help="write one of its cries into a WAV file, and draw it",
        description="Write a cry into a WAV file; without a name, list the kinds. No two are alike but for their seed.",
    )
    sing.add_argument("kind", nargs="?", metavar="KIND", help="coo, call, purr, ...; without one, list them")
    sing.add_argument("file", nargs="?", type=Path, metavar="OUT.wav", help="where the sound goes")
    sing.add_argument("--plot", type=Path, metavar="OUT.png", help="draw its spectrogram too")
    sing.add_argument("--sheet", type=Path, metavar="OUT.png", help="draw every kind of cry on one sheet")
    sing.add_argument("--seed", type=int, metavar="N", help="the same seed sings the same cry (default: a new one)")
    sing.add_argument("--intensity", type=_within(0, 1), default=0.6, metavar="0..1", help="how strong (0.6)")
    sing.add_argument("--valence", type=_within(-1, 1), default=0.2, metavar="-1..1", help="how glad (0.2)")
    sing.add_argument("--arousal", type=_within(-1, 1), default=0.0, metavar="-1..1", help="how excited (0)")
    sing.add_argument("--energy", type=_within(0, 1), default=1.0, metavar="0..1", help="how awake (1)")
    sing.add_argument("--seconds", type=_within(0.1, 60), metavar="S", help="hush it after so long (a purr: 4)")


def _add_service(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, purpose in (
        ("install", "make it a service of this computer: show what would be done, with --yes do it"),
        ("uninstall", "take the service away, all but what it kept: show what would be done, with --yes do it"),
    ):
        service = verbs.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        service.add_argument("--yes", action="store_true", help="do it")
        service.add_argument(
            "--root", type=Path, metavar="FOLDER", default=Path("/"), help="an image of another computer, not this one"
        )
        if name == "install":
            service.add_argument(
                "--body",
                choices=("raspberry", "twins", "simulated"),
                help="the body for a new settings file (default: raspberry on a Raspberry Pi, elsewhere simulated)",
            )


def _add_calibrate(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    calibrate = verbs.add_parser(
        "calibrate",
        help="set joints and senses of the robot right, part by part, with your help",
        description="Go through servos, touch, microphone, loudspeaker, camera, posture and light with one person.",
    )
    _add_settings(calibrate)
    calibrate.add_argument("--state", type=Path, metavar="FOLDER", help="where it keeps what outlives a restart")
    calibrate.add_argument("--only", metavar="PARTS", help="some of them: servos,touch,microphone,...")
    calibrate.add_argument("--twin", action="store_true", help="try it on simulated chips, whatever the settings say")
    calibrate.add_argument("--headless", action="store_true", help="speak and glow; be answered by touch and buttons")
    calibrate.add_argument("--dry-run", action="store_true", help="go through everything and keep nothing")
    calibrate.add_argument(
        "--undo", action="store_true", help="take back what was kept last (with --only: of that part)"
    )
    calibrate.add_argument("--report", type=Path, metavar="FILE", help="write one page of what is kept, to be printed")


def _add_doctor(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    doctor = verbs.add_parser(
        "doctor",
        help="say what is wrong with it, and how to mend it",
        description="Test every organ and the computer, in half a minute. Exit code 1: something is broken.",
    )
    _add_settings(doctor)
    doctor.add_argument("--state", type=Path, metavar="FOLDER", help="where it keeps what outlives a restart")
    doctor.add_argument("--json", action="store_true", help="one JSON object, for programs")
    doctor.add_argument("--look", action="store_true", help="take a few pictures with the camera; none is kept")
    doctor.add_argument("--move", action="store_true", help="move each joint a little, after saying so")
    doctor.add_argument("--listen", action="store_true", help="play a quiet tone and listen for it; no sound is kept")
    doctor.add_argument(
        "--acceptance",
        action="store_true",
        help="for factories: look, move and listen too; exit 1 unless all that is fitted was tested and is good",
    )
    doctor.add_argument(
        "--break",
        dest="faults",
        action="append",
        default=[],
        metavar="FAULT",
        help="on twins: break this first (a wrong name lists them all)",
    )


def _within(least: float, most: float) -> Callable[[str], float]:
    def number(words: str) -> float:
        try:
            value = float(words)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{words!r} is not a number from {least:g} to {most:g}")
        return value

    return number


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        default=_default_settings(),
        help="the settings file (default: $COMPANION_SETTINGS, or companion.toml in this folder, or built-in values)",
    )


def _default_settings() -> Path | None:
    if named := os.environ.get("COMPANION_SETTINGS"):
        return Path(named)
    here = Path("companion.toml")
    return here if here.is_file() else None
