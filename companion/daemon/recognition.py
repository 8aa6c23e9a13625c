"""Words in speech as a supervised part: what hearing hands on as speech goes to a recogniser in a child process.

It runs while the microphone is allowed and words are. What was said is understood as typed words are, and forgotten as
soon; a recogniser that hangs or dies is lost like any part, and its successor begins with the next utterance.
"""

import asyncio
from collections.abc import Callable

from companion.daemon.clock import Clock
from companion.daemon.supervise import Link
from companion.daemon.understanding import Understander
from companion.daemon.worker import done_in, thread_of_its_own
from companion.vocabulary.ports import Recogniser
from companion.vocabulary.signals import Speech

LOOK_S = 0.1
RATE_HZ = 16_000


class Recognition:
    """`choose` names the recogniser: called each time it opens, so that a model that was fetched is found.

    It raises `OrganError` where there is none. `allowed` tells whether words may be recognised now; when `names`, what
    the creature answers to, have changed, it chooses anew. `hear` may be called from any thread.
    """

    def __init__(
        self,
        choose: Callable[[], Recogniser],
        understander: Understander,
        clock: Clock,
        allowed: Callable[[], bool],
        names: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._choose = choose
        self._understander = understander
        self._clock = clock
        self._allowed = allowed
        self._names = names
        self._thread = thread_of_its_own("recognition")
        self._ears: Recogniser | None = None
        self._began_s: float | None = None
        self._spoken = 0

    @property
    def ears(self) -> Recogniser | None:
        """The recogniser that listens now: for those who measure it."""
        return self._ears

    def hear(self, speech: Speech) -> None:
        """A piece of what somebody says, from hearing; never waits."""
        if speech.began_s != self._began_s:
            self._began_s, self._spoken = speech.began_s, 0
        self._spoken += len(speech.samples)
        ears = self._ears
        if ears is None or not self._allowed():
            return
        if len(speech.samples):
            ears.hear(speech.samples)
        if speech.ends:
            # When it ended: a long sentence is no old news.
            ears.finish(speech.began_s + self._spoken / RATE_HZ)

    async def run(self, link: Link) -> None:
        """Recognise until cancelled. Raises `OrganError` when the recogniser cannot load, hangs or dies."""
        while True:
            await self._listen(link)

    async def _listen(self, link: Link) -> None:
        """Until it has another name."""
        link.waits("I am getting ready to recognise words.")
        names, ears = self._names(), self._choose()
        try:
            await done_in(self._thread, ears.open)
            self._ears = ears
            link.works(ears.line)
            told = ears.given_up
            while self._names() == names:
                await asyncio.sleep(LOOK_S)
                for said in ears.drain():
                    self._understander.hear(said)
                if ears.given_up > told:
                    told = ears.given_up
                    link.works(f"{ears.line} This computer was too slow to recognise {told} of them.")
        finally:
            self._ears = None
            # Behind whatever the thread is doing: also a loading that nobody waits for any more is undone.
            await asyncio.shield(done_in(self._thread, ears.close))
