"""Writes the golden timelines anew. Read the difference before you commit it: it is what people will see."""

import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from companion.daemon.play import play, shipped_scenes  # noqa: E402 - the checkout comes first

GOLDEN = ROOT / "tests" / "scenes"


def main() -> None:
    for scene in shipped_scenes():
        out = io.StringIO()
        play(scene, False, out)
        path = GOLDEN / f"{scene.stem}.txt"
        changed = not path.exists() or path.read_text(encoding="utf-8") != out.getvalue()
        path.write_text(out.getvalue(), encoding="utf-8")
        print(f"{'written' if changed else 'as it was'}: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
