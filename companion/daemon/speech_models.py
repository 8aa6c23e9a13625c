"""`companion models fetch vosk-en`: brings a model of vosk from its publisher, resumes, checks, and keeps its hash.

The publisher states no hashes. So the sha256 of the archive is shown and kept when it first comes, and from then on
nothing else is accepted under that name, not even after the model itself was deleted.
"""

import hashlib
import json
import os
import shutil
import tomllib
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from companion.fetch import models_folder
from companion.vocabulary.errors import ModelError

PIECE = 1 << 16
MOST_BYTES = 400_000_000
"""Of an archive, and of what is in it: a small model has about 40 MB, and a trap may have any size."""

PATIENCE_S = 30.0


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """One model: its short `name`, where it comes from, the `folder` that holds it and the file of its `record`."""

    name: str
    url: str
    folder: Path
    record: Path

    @property
    def is_here(self) -> bool:
        return (self.folder / "conf").is_dir() or (self.folder / "am").is_dir()


def speech_models(models: Path | None = None) -> dict[str, SpeechModel]:
    """Every model that can be asked for, by name. Raises `ModelError` when their table cannot be read."""
    third_party = (models_folder() if models is None else models) / "third_party"
    path = third_party / "vosk.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        publisher, names = str(table["publisher"]), dict(table["models"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as fault:
        raise ModelError(f"cannot be read ({fault}).", str(path), "Restore the file from the project.") from fault
    return {
        name: SpeechModel(name, f"{publisher}{archive}.zip", third_party / name, third_party / f"{name}.json")
        for name, archive in names.items()
    }


def fetch(name: str, out: TextIO, models: Path | None = None) -> None:
    """Bring one model, unless it is here. Raises `ModelError`: unknown, no network, another hash, no such archive."""
    known = speech_models(models)
    if name not in known:
        raise ModelError("is not known.", name, f"Known are {', '.join(known)}.")
    model = known[name]
    if model.is_here:
        print(f"{name} is here already.", file=out)
        return
    archive = model.folder.with_suffix(".zip.part")
    download(model, archive, out)
    digest = _sha256(archive)
    kept = _kept(model)
    if kept is not None and kept != digest:
        archive.unlink()
        raise ModelError(
            f"has sha256 {digest}, but {kept} came the first time; it was thrown away.",
            model.url,
            f"Ask its publisher. If it is meant to be new, delete {model.record} and fetch it again.",
        )
    _unpack(archive, model)
    if kept is None:
        model.record.write_text(json.dumps({"url": model.url, "sha256": digest}, indent=1) + "\n", encoding="utf-8")
        print(f"sha256 {digest}\nThis is the first fetch: from now on only this file is accepted.", file=out)
    else:
        print("It is the same file as at the first fetch.", file=out)
    archive.unlink()
    print(f"{name} is ready; it is used from the next start on.", file=out)


def download(model: SpeechModel, archive: Path, out: TextIO) -> None:
    """Bring the archive to the disk, from where an earlier try ended. Raises `ModelError`."""
    have = archive.stat().st_size if archive.exists() else 0
    request = urllib.request.Request(model.url, headers={"Range": f"bytes={have}-"} if have else {})
    _insist_on_https(model.url)
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            _insist_on_https(answer.url)
            resumed = answer.status == 206
            have = have if resumed else 0
            whole = have + int(answer.headers.get("Content-Length") or 0)
            with archive.open("ab" if resumed else "wb") as file:
                while piece := answer.read(PIECE):
                    have += len(piece)
                    if have > MOST_BYTES:
                        raise ModelError(f"is larger than {MOST_BYTES} bytes.", model.url, "It is no small model.")
                    file.write(piece)
                    _progress(have, whole, out)
        print(file=out)
    except urllib.error.HTTPError as fault:
        if fault.code == 416:  # nothing is missing: an earlier try had it all
            return
        raise ModelError(f"cannot be fetched ({fault}).", model.url, "Has its publisher moved it?") from fault
    except OSError as fault:
        what = getattr(fault, "reason", None) or fault
        raise ModelError(
            f"cannot be fetched ({what}).", model.url, "Check the network and run it again: it goes on from there."
        ) from fault
    if whole and have < whole:
        raise ModelError(f"ended after {have} of {whole} bytes.", model.url, "Run it again: it goes on from there.")


def _insist_on_https(url: str) -> None:
    """On the way nobody may change it; from this computer itself (a copy of one's own) nobody can."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" and parts.hostname != "127.0.0.1":
        raise ModelError("is not fetched over https.", url, "Restore models/third_party/vosk.toml.")


def _unpack(archive: Path, model: SpeechModel) -> None:
    """Into the model's folder, whole or not at all, without the folder that is in the archive."""
    unpacked = model.folder.with_suffix(".part")
    shutil.rmtree(unpacked, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as zipped:
            if sum(member.file_size for member in zipped.infolist()) > 4 * MOST_BYTES:
                raise ModelError("holds more than a model.", str(archive))
            zipped.extractall(unpacked)  # which never leaves the folder: zipfile drops ".." and leading slashes
        inner = [entry for entry in unpacked.iterdir() if entry.is_dir()]
        root = inner[0] if len(inner) == 1 else unpacked
        os.replace(root, model.folder)
    except (OSError, zipfile.BadZipFile, EOFError) as fault:
        archive.unlink(missing_ok=True)
        raise ModelError(f"is no whole archive ({fault}).", model.url, "Fetch it again.") from fault
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    if not model.is_here:
        shutil.rmtree(model.folder)
        archive.unlink(missing_ok=True)
        raise ModelError("holds no model of vosk.", model.url, "Has its publisher changed it?")


def _kept(model: SpeechModel) -> str | None:
    try:
        return str(json.loads(model.record.read_text(encoding="utf-8"))["sha256"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ModelError(f"cannot be read ({fault}).", str(model.record), "Delete it to begin anew.") from fault


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _progress(have: int, whole: int, out: TextIO) -> None:
    done = f"{100 * have // whole:3d} %  {'#' * (40 * have // whole):40}" if whole else ""
    print(f"\r{done} {have / 1e6:6.1f} MB", end="", file=out, flush=True)
