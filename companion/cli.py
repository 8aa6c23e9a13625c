"""The `companion` command. Each verb imports only what it needs, so that help and small verbs answer at once."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from companion import __version__
from companion.vocabulary.errors import CompanionError, SettingsError

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
  companion install                         how it would become a service of this computer
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns 0, 1 when something failed, 2 when the command was not understood."""
    if sys.stdout is None:  # started with its output closed (`>&-`)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - it stays open as long as the process lives
    parsed = _parser().parse_args(arguments)
    verb: Callable[[argparse.Namespace], int] = parsed.verb
    try:
        status = verb(parsed)
        sys.stdout.flush()
        return status
    except SettingsError as fault:
        print(f"{fault.where} cannot be used:", file=sys.stderr)
        for sentence in fault.faults:
            print(f"  {sentence}", file=sys.stderr)
        print(fault.next_step, file=sys.stderr)
        return 1
    except CompanionError as fault:
        print(fault, file=sys.stderr)
        return 1
    except BrokenPipeError:
        _end_output()  # the reader has seen enough (`| head`)
        return 0
    except OSError as fault:
        _end_output()
        print(f"{fault.filename or 'the output'}: {fault.strerror or fault}. Check the disk.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _end_output() -> None:
    """Let go of what cannot be written: Python would complain once more while flushing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="companion",
        description="A small seal that senses gently, abstains when unsure, and says why it does what it does.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"companion {__version__}")
    verbs = parser.add_subparsers(title="what it can do", metavar="VERB", required=True)

    for name, purpose, verb in (
        ("run", "live: the daemon, and the page where you see it", _run),
        ("simulate", "live with the simulated body and the browser's camera, whatever the settings say", _simulate),
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
        live.set_defaults(verb=verb)

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
    perceive.set_defaults(verb=_perceive)

    play = verbs.add_parser(
        "play",
        help="run a scripted scene in simulated time",
        description="Run a scene in simulated time and print its timeline; without a name, list the shipped scenes.",
    )
    play.add_argument("scene", nargs="?", metavar="SCENE", help="a SCENE.toml, or the name of a shipped scene")
    play.add_argument("--json", action="store_true", help="one JSON object per line")
    play.set_defaults(verb=_play)

    show = verbs.add_parser(
        "show",
        help="perform one act on the page, again and again",
        description="Open the page of a creature that performs one act, rests a little, and performs it again.",
    )
    show.add_argument("act", metavar="ACT", help="the name of an act; `companion acts` lists them")
    _add_settings(show)
    show.add_argument("--port", type=int, metavar="N", help="port of the page on 127.0.0.1")
    show.set_defaults(verb=_show)

    acts = verbs.add_parser(
        "acts",
        help="list everything it does; --sheet draws it",
        description="List every act with how it looks; with --sheet, draw them all, as their joints are really sent.",
    )
    acts.add_argument("--sheet", type=Path, metavar="OUT.png", help="write a contact sheet of all acts")
    acts.set_defaults(verb=_acts)

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
    models.set_defaults(verb=_models)

    settings = verbs.add_parser(
        "settings",
        help="print and check the settings",
        description="Check the settings file, naming every fault at once, and print all settings with their meaning.",
    )
    _add_settings(settings)
    settings.set_defaults(verb=_settings)

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
    preferences.set_defaults(verb=_preferences)

    _add_service(verbs)
    return parser


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
    sing.set_defaults(verb=_sing)


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
            service.set_defaults(verb=_install)
        else:
            service.set_defaults(verb=_uninstall)


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
    calibrate.set_defaults(verb=_calibrate)


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
    doctor.set_defaults(verb=_doctor)


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


def _run(parsed: argparse.Namespace) -> int:
    return _live(parsed, camera=parsed.camera)


def _simulate(parsed: argparse.Namespace) -> int:
    return _live(parsed, drawn=True)


def _live(parsed: argparse.Namespace, camera: str | None = None, drawn: bool = False) -> int:
    from companion import settings as settings_room
    from companion.daemon.keeping import default_folder
    from companion.daemon.live import live

    logging.basicConfig(
        level=logging.DEBUG if parsed.verbose else logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr
    )
    broken = None
    if getattr(parsed, "service", False):
        settings, broken = settings_room.salvage(parsed.settings)
    else:
        settings = settings_room.load(parsed.settings)
    settings = settings.with_values(camera, parsed.port, drawn)
    return live(settings, parsed.state or default_folder(), sys.stdout, broken=broken)


def _perceive(parsed: argparse.Namespace) -> int:
    if parsed.text is not None or parsed.text_file is not None:
        from companion.daemon.perceive_words import perceive_words

        if parsed.paths:
            print("Name files, or --text; not both at once.", file=sys.stderr)
            return 2
        return perceive_words(parsed.text, parsed.text_file, sys.stdout, sys.stderr)
    if not parsed.paths:
        print(
            "usage: companion perceive FILE|FOLDER ... | --text WORDS | --text-file FILE\n"
            "Name pictures, videos, sounds or folders, or say --text. `companion perceive --help` tells more.",
            file=sys.stderr,
        )
        return 2
    if parsed.overlay is not None:
        from companion.daemon.overlay import overlay

        if len(parsed.paths) != 1 or parsed.json or parsed.face_crop:
            print("--overlay draws on one video: name it alone.", file=sys.stderr)
            return 2
        return overlay(parsed.paths[0], parsed.overlay, sys.stderr)
    from companion.daemon.perceive import perceive

    return perceive(parsed.paths, parsed.json, parsed.face_crop, sys.stdout, sys.stderr)


def _play(parsed: argparse.Namespace) -> int:
    from companion.daemon.play import play, shipped_scenes

    if parsed.scene is None:
        for path in shipped_scenes():
            print(path.stem)
        return 0
    shipped = {path.stem: path for path in shipped_scenes()}
    play(shipped.get(parsed.scene, Path(parsed.scene)), parsed.json, sys.stdout)
    return 0


def _show(parsed: argparse.Namespace) -> int:
    from companion import settings as settings_room
    from companion.daemon.show import show

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
    settings = settings_room.load(parsed.settings).with_values(drawn=True, port=parsed.port)
    return show(parsed.act, settings, sys.stdout)


def _acts(parsed: argparse.Namespace) -> int:
    from companion.daemon.sheet import draw_sheet, show_acts

    return show_acts(sys.stdout) if parsed.sheet is None else draw_sheet(parsed.sheet, sys.stdout)


def _sing(parsed: argparse.Namespace) -> int:
    from secrets import randbelow

    from companion.daemon import sing
    from companion.expression.cries import CRIES
    from companion.vocabulary.acts import Cry

    if parsed.sheet is not None and parsed.kind is None:
        return sing.sing_sheet(parsed.sheet, sys.stdout)
    if parsed.kind is None:
        return sing.list_kinds(sys.stdout)
    if parsed.kind not in CRIES:
        raise CompanionError(f"there is no cry {parsed.kind!r}.", "companion sing", f"There are {', '.join(CRIES)}.")
    if parsed.sheet is not None or parsed.file is None:
        print("companion sing needs a KIND and an OUT.wav, or --sheet OUT.png alone.", file=sys.stderr)
        return 2
    seed = randbelow(10_000) if parsed.seed is None else parsed.seed
    cry = Cry(parsed.kind, parsed.intensity, parsed.valence, parsed.arousal, seed, parsed.energy)
    return sing.sing(cry, parsed.file, parsed.plot, parsed.seconds, sys.stdout)


def _calibrate(parsed: argparse.Namespace) -> int:
    from contextlib import ExitStack

    from companion import settings as settings_room
    from companion.daemon.alone import body_alone
    from companion.daemon.calibrate.walk import Wish, parts_named, run
    from companion.daemon.keeping import FolderStore, default_folder

    settings, store = settings_room.load(parsed.settings), FolderStore(parsed.state or default_folder())
    if parsed.twin:
        settings = settings.model_copy(update={"body": settings.body.model_copy(update={"kind": "twins"})})
    only = parts_named(parsed.only) if parsed.only is not None else ()
    wish = Wish(only, parsed.dry_run, parsed.undo, parsed.headless, parsed.report)
    with ExitStack() as held:
        if settings.body.kind == "raspberry" and not (wish.undo or wish.report):
            held.enter_context(body_alone())
        return run(settings, store, sys.stdin, sys.stdout, wish)


def _doctor(parsed: argparse.Namespace) -> int:
    from companion.daemon.doctor.visit import visit
    from companion.daemon.keeping import default_folder

    state = parsed.state or default_folder()
    asked = (parsed.json, parsed.look, parsed.acceptance, parsed.faults, parsed.move)
    return visit(parsed.settings, state, sys.stdout, *asked, warn=sys.stderr, listen=parsed.listen)


def _models(parsed: argparse.Namespace) -> int:
    from companion.daemon.models import fetch, show
    from companion.daemon.speech_models import fetch as fetch_speech

    if parsed.name is not None and parsed.action == "fetch":
        fetch_speech(parsed.name, sys.stdout)
        return 0
    return (fetch if parsed.action == "fetch" else show)(sys.stdout)


def _settings(parsed: argparse.Namespace) -> int:
    from companion import settings as settings_room

    print(settings_room.to_toml(settings_room.load(parsed.settings)), end="")
    return 0


def _preferences(parsed: argparse.Namespace) -> int:
    from companion.daemon import preferences
    from companion.daemon.keeping import FolderStore, default_folder

    store = FolderStore(parsed.state or default_folder())
    if parsed.action == "list":
        return preferences.show_residents(store, sys.stdout)
    if parsed.resident is None:
        print(f"companion preferences {parsed.action} needs the NAME of a resident.", file=sys.stderr)
        return 2
    verbs = {"show": preferences.show, "export": preferences.export, "erase": preferences.erase}
    return verbs[parsed.action](store, parsed.resident, sys.stdout)


def _install(parsed: argparse.Namespace) -> int:
    from companion.service.install import Target, install

    return install(Target.at(parsed.root.resolve()), parsed.body, parsed.yes, sys.stdout)


def _uninstall(parsed: argparse.Namespace) -> int:
    from companion.service.install import Target
    from companion.service.uninstall import uninstall

    return uninstall(Target.at(parsed.root.resolve()), parsed.yes, sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
