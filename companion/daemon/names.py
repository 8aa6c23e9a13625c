"""`companion names`: what it is called, what residents seem to call it, and what staff answer."""

from typing import TextIO

from companion.daemon import called
from companion.daemon.called import Called, shown
from companion.daemon.keeping import FolderStore
from companion.vocabulary.errors import StateError


def show(store: FolderStore, name: str, out: TextIO) -> int:
    """The set name, the others it answers to, and the open questions. Raises `StateError`."""
    everybody = called.load_all(store)
    print(f"It is called {name} (set by staff: `name` in the settings).", file=out)
    for each in everybody:
        for other in each.names:
            print(f"{each.resident} calls it {shown(other)}, and it answers to that.", file=out)
    for each in everybody:
        if each.asked is not None:
            print(f"\n{question(each.resident, shown(each.asked))}", file=out)
            for answer in ("accept", "decline"):
                print(f"  companion names {answer} {shown(each.asked)}", file=out)
    return 0


def accept(store: FolderStore, name: str, out: TextIO) -> int:
    """Let it answer to a name that was asked about. Raises `StateError` when nobody calls it so."""
    for each in _asking(store, name):
        each.accept(name.lower())
        called.save(store, each)
        print(f"It answers to {shown(name.lower())} from now on.", file=out)
    return 0


def decline(store: FolderStore, name: str, out: TextIO) -> int:
    """That is no name for it, also if it was one so far. Raises `StateError` when nobody calls it so."""
    for each in _asking(store, name, also_accepted=True):
        each.decline(name.lower())
        called.save(store, each)
        print(f"It does not answer to {shown(name.lower())}, and the word is erased.", file=out)
    return 0


def question(resident: str, name: str) -> str:
    """What staff are asked."""
    return (
        f"{resident} seems to call it {name}: on {called.OCCASIONS} occasions, over {called.DAYS} days. "
        "Shall it answer to that, too?"
    )


def _asking(store: FolderStore, name: str, also_accepted: bool = False) -> tuple[Called, ...]:
    word = name.lower()
    found = tuple(
        each for each in called.load_all(store) if each.asked == word or (also_accepted and word in each.names)
    )
    if not found:
        raise StateError("is no name that was asked about.", name, "`companion names` lists all.")
    return found
