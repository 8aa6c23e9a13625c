"""Build hook: what a wheel of companion carries besides its Python files.

Models with their cards, the third-party models with their licence, the hardware pins and what makes it a service lie
outside the package in a checkout and inside it in a wheel. An editable install keeps using them where they are.
"""

import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODEL_FILES = (".tflite", ".toml", ".md")


class WheelContents(BuildHookInterface[Any]):
    """Adds `companion/models`, `hardware` and `systemd` to a wheel; refuses to build one without its models."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """`version` is "standard" for a wheel and "editable" for an editable install."""
        if version != "standard":
            return
        root = Path(self.root)
        missing = [name for name in third_party_files(root) if not (root / "models/third_party" / name).is_file()]
        if missing:
            raise FileNotFoundError(f"models/third_party lacks {', '.join(missing)}: run `make setup` first.")
        for path in sorted([*(root / "models").rglob("*"), *(root / "hardware").glob("*.toml")]):
            if path.is_file() and (path.suffix in MODEL_FILES or path.name == "LICENSE"):
                build_data["force_include"][str(path)] = f"companion/{path.relative_to(root).as_posix()}"
        for path in sorted((root / "systemd").iterdir()):
            build_data["force_include"][str(path)] = f"companion/systemd/{path.name}"
        build_data["force_include"][str(root / "NOTICE")] = "companion/models/NOTICE"


def third_party_files(root: Path) -> list[str]:
    """Names of the files that `models/third_party/mediapipe.toml` says are fetched."""
    data = tomllib.loads((root / "models/third_party/mediapipe.toml").read_text(encoding="utf-8"))
    return list(data["files"])
