"""The `companion` command. Each verb imports only what it needs, so that help and small verbs answer at once."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from companion.usage import parser
from companion.vocabulary.errors import CompanionError, SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns 0, 1 when something failed, 2 when the command was not understood."""
    if sys.stdout is None:  # started with its output closed (`>&-`)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - it stays open as long as the process lives
    parsed = parser().parse_args(arguments)
    try:
        status = _VERBS[parsed.verb](parsed)
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


def _names(parsed: argparse.Namespace) -> int:
    from companion import settings as settings_room
    from companion.daemon import names
    from companion.daemon.keeping import FolderStore, default_folder

    store = FolderStore(parsed.state or default_folder())
    if parsed.action == "list":
        return names.show(store, settings_room.load(parsed.settings).creature.name, sys.stdout)
    if parsed.name is None:
        print(f"companion names {parsed.action} needs the NAME in question.", file=sys.stderr)
        return 2
    return {"accept": names.accept, "decline": names.decline}[parsed.action](store, parsed.name, sys.stdout)


def _install(parsed: argparse.Namespace) -> int:
    from companion.service.install import Target, install

    return install(Target.at(parsed.root.resolve()), parsed.body, parsed.yes, sys.stdout)


def _uninstall(parsed: argparse.Namespace) -> int:
    from companion.service.install import Target
    from companion.service.uninstall import uninstall

    return uninstall(Target.at(parsed.root.resolve()), parsed.yes, sys.stdout)


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "simulate": _simulate,
    "perceive": _perceive,
    "play": _play,
    "show": _show,
    "acts": _acts,
    "sing": _sing,
    "calibrate": _calibrate,
    "doctor": _doctor,
    "models": _models,
    "settings": _settings,
    "preferences": _preferences,
    "names": _names,
    "install": _install,
    "uninstall": _uninstall,
}


if __name__ == "__main__":
    sys.exit(main())
