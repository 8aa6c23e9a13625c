"""`make evaluate`: every figure that is told of the creature, from the command that prints it.

python -m tools.evaluate            everything
python -m tools.evaluate fusion     one part, with its own options behind it
"""

import sys
from collections.abc import Callable, Mapping, Sequence

from tools.evaluate import (
    bodies,
    direction,
    eyes,
    faces,
    fusion,
    hands,
    learning,
    needs,
    own_voice,
    postures,
    pulse,
    recognition,
    residents,
    sounds,
    voices,
    words,
)

PARTS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "bodies": bodies.main,
    "direction": direction.main,
    "eyes": eyes.main,
    "faces": faces.main,
    "fusion": fusion.main,
    "hands": hands.main,
    "learning": lambda options: learning.main("--quick" in options),
    "needs": needs.main,
    "own_voice": own_voice.main,
    "postures": postures.main,
    "pulse": pulse.main,
    "recognition": recognition.main,
    "residents": residents.main,
    "sounds": sounds.main,
    "voices": voices.main,
    "words": words.main,
}


def main(arguments: Sequence[str]) -> int:
    """The worst exit status of the parts asked for; 2 for a part there is not."""
    if not arguments:
        # The residents begin with what is learnt of them.
        return max(part(()) for name, part in PARTS.items() if name != "learning")
    if arguments[0] not in PARTS:
        print(f"{arguments[0]!r} cannot be evaluated; name one of {', '.join(PARTS)}", file=sys.stderr)
        return 2
    return PARTS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
