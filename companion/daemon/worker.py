"""Worker threads: whatever may block has one of its own, so that it blocks only itself."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def thread_of_its_own(name: str) -> ThreadPoolExecutor:
    """One thread for one part. What is handed to it is done in the order given."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


async def done_in(thread: Executor, work: Callable[[], Result]) -> Result:
    """What `work` returns or raises, done in `thread`. Once begun it is finished there, even when nobody waits."""
    return await asyncio.get_running_loop().run_in_executor(thread, work)


async def done_within(patience_s: float, thread: Executor, work: Callable[[], object]) -> bool:
    """Have `work` done in `thread` and wait at most `patience_s`; whether it was done in time. Raises nothing of it."""
    waiting = asyncio.get_running_loop().run_in_executor(thread, work)
    done, _ = await asyncio.wait({waiting}, timeout=patience_s)
    return bool(done) and waiting.exception() is None
