"""`make golden`: writes the golden timelines anew. Read the difference before you commit it: people will see it."""

import io
from pathlib import Path

from companion.daemon.play import play, shipped_scenes

ROOT = Path(__file__).resolve().parents[1]
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
