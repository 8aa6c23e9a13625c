"""`companion show`: the page, and a creature that performs one act again and again."""

import sys
import tempfile
import threading
from pathlib import Path
from typing import TextIO

from companion.daemon.compose import Creature
from companion.daemon.live import live
from companion.daemon.performing import Showing, checked
from companion.mind.acts import ACT
from companion.settings import BodySettings, Settings


def show(name: str, settings: Settings, out: TextIO) -> int:
    """Show an act in the browser until Ctrl-C. Raises `CompanionError` for an act that is none.

    Nothing is kept: it lives in a folder of its own that goes with it, and judges nobody.
    """
    showing = Showing(checked(name))
    print(
        f"{settings.creature.name} {ACT[name].label}, rests a little, and does it again: {ACT[name].looks}.", file=out
    )
    terminal = sys.stdin is not None and sys.stdin.isatty()
    print(f"{'Enter here, or any' if terminal else 'Any'} word typed on the page, and it does so at once.", file=out)
    if terminal:
        threading.Thread(target=_listen, args=(showing,), daemon=True).start()
    print(file=out, flush=True)

    def direct(creature: Creature) -> None:
        creature.life.heart.flow.mind = showing

    with tempfile.TemporaryDirectory(prefix="companion-show-") as folder:
        # Whatever body the settings name: a robot is not made to move by somebody who looks something up.
        return live(settings.model_copy(update={"body": BodySettings()}), Path(folder), out, direct)


def _listen(showing: Showing) -> None:
    for _ in sys.stdin:
        showing.again()
