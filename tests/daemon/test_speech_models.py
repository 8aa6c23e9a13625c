"""Models of vosk: brought on demand, resumed, and never another file than the first time."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from companion.daemon import speech_models
from companion.vocabulary.errors import ModelError


def archive(content: bytes = b"weights") -> bytes:
    """A model as its publisher packs it: one folder with everything in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("vosk-model-small-en-us-0.15/am/final.mdl", content)
        zipped.writestr("vosk-model-small-en-us-0.15/conf/mfcc.conf", b"--sample-frequency=16000")
    return packed.getvalue()


class Publisher:
    """A server of one archive; `breaks_after` bytes its first answer ends."""

    def __init__(self) -> None:
        self.content = archive()
        self.breaks_after: int | None = None
        self.asked: list[str | None] = []
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wanted = self.headers.get("Range")
                publisher.asked.append(wanted)
                start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
                rest = publisher.content[start:]
                if not self.path.endswith("vosk-model-small-en-us-0.15.zip"):
                    self.send_error(404)
                    return
                if wanted and not rest:
                    self.send_error(416)
                    return
                self.send_response(206 if wanted else 200)
                self.send_header("Content-Length", str(len(rest)))
                self.end_headers()
                self.wfile.write(rest[: publisher.breaks_after])
                publisher.breaks_after = None

            def log_message(self, format: str, *arguments: object) -> None:
                """Tests are quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    served = Publisher()
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture
def models(tmp_path: Path, publisher: Publisher) -> Path:
    (tmp_path / "third_party").mkdir()
    (tmp_path / "third_party/vosk.toml").write_text(
        f'publisher = "http://127.0.0.1:{publisher.server.server_port}/"\n'
        '[models]\nvosk-en = "vosk-model-small-en-us-0.15"\nvosk-xx = "vosk-model-xx"\n'
    )
    return tmp_path


def fetch(models: Path, name: str = "vosk-en") -> str:
    out = io.StringIO()
    speech_models.fetch(name, out, models)
    return out.getvalue()


def test_the_hash_is_shown_and_kept_the_first_time(models: Path, publisher: Publisher) -> None:
    told = fetch(models)
    assert hashlib.sha256(publisher.content).hexdigest() in told
    assert "100 %" in told
    assert (models / "third_party/vosk-en/am/final.mdl").read_bytes() == b"weights"
    assert sorted(path.name for path in (models / "third_party").iterdir()) == ["vosk-en", "vosk-en.json", "vosk.toml"]
    assert "here already" in fetch(models)
    assert len(publisher.asked) == 1


def test_what_breaks_off_goes_on_from_there(models: Path, publisher: Publisher) -> None:
    publisher.breaks_after = 100
    with pytest.raises(ModelError, match="it goes on from there"):
        fetch(models)
    fetch(models)
    assert publisher.asked == [None, "bytes=100-"]
    assert (models / "third_party/vosk-en/am/final.mdl").read_bytes() == b"weights"


def test_another_file_than_the_first_time_is_never_taken(models: Path, publisher: Publisher) -> None:
    fetch(models)
    for path in sorted((models / "third_party/vosk-en").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (models / "third_party/vosk-en").rmdir()
    publisher.content = archive(b"other weights")
    with pytest.raises(ModelError, match="came the first time; it was thrown away"):
        fetch(models)
    assert not (models / "third_party/vosk-en").exists()
    publisher.content = archive()
    assert "the same file as at the first fetch" in fetch(models)


@pytest.mark.parametrize(
    ("name", "said"), [("vosk-klingon", "is not known"), ("vosk-xx", "Has its publisher moved it")]
)
def test_what_cannot_be_had_is_said(models: Path, name: str, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        fetch(models, name)


@pytest.mark.parametrize("content", [b"", b"no archive", archive()[:60]], ids=["empty", "something else", "cut off"])
def test_a_damaged_archive_leaves_nothing(models: Path, publisher: Publisher, content: bytes) -> None:
    publisher.content = content
    with pytest.raises(ModelError, match=r"Fetch it again|is no whole archive"):
        fetch(models)
    assert [path.name for path in (models / "third_party").iterdir()] == ["vosk.toml"]


def test_an_archive_without_a_model_is_not_kept(models: Path, publisher: Publisher) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.writestr("something/readme.txt", b"")
    publisher.content = packed.getvalue()
    with pytest.raises(ModelError, match="holds no model"):
        fetch(models)


def test_nothing_is_fetched_without_https(models: Path) -> None:
    (models / "third_party/vosk.toml").write_text('publisher = "http://example.org/"\n[models]\nvosk-en = "a"\n')
    with pytest.raises(ModelError, match="not fetched over https"):
        fetch(models)


def test_no_network_is_said_and_nothing_lost(models: Path, publisher: Publisher) -> None:
    publisher.server.shutdown()
    publisher.server.server_close()
    with pytest.raises(ModelError, match="Check the network and run it again"):
        fetch(models)


def test_the_table_that_is_shipped_can_be_read() -> None:
    shipped = speech_models.speech_models()
    assert {"vosk-en", "vosk-de", "vosk-ja"} <= set(shipped)
    assert all(model.url.startswith("https://") for model in shipped.values())
