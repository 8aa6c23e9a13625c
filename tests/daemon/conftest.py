"""What every test of the living daemon may ask for."""

import threading
from collections.abc import Iterator

import pytest


@pytest.fixture
def for_ever() -> Iterator[threading.Event]:
    """What blocked threads wait for: it comes only when the test is over."""
    event = threading.Event()
    yield event
    event.set()
