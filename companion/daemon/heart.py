"""The loops that keep it alive: motion at 50 Hz, the mind at 20 Hz, touch in between (the voice is in `mouth.py`).

Only the motion loop may never end, and it waits for nothing: the mind and the synthesis run in worker threads of their
own, so that a mind that thinks for ever costs the creature its plans but neither its breath nor its reflexes.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping

from companion.daemon.clock import Clock
from companion.daemon.flow import FORSAKEN_AFTER_S, Flow
from companion.daemon.mouth import Mouth
from companion.daemon.supervise import Link
from companion.daemon.worker import thread_of_its_own
from companion.perception.touch.path import TouchPath
from companion.perception.touch.wires import Fault
from companion.vocabulary.acts import Expressed, Sent
from companion.vocabulary.errors import CompanionError
from companion.vocabulary.ports import Skin
from companion.vocabulary.readings import TouchReading
from companion.vocabulary.signals import Zone

MOTION_PERIOD_S = 0.02
TICKS_A_SECOND = 50
MIND_PERIOD_S = 0.05

_log = logging.getLogger(__name__)


class Heart:
    """Runs the flow on real time. `fed` is called after every fiftieth tick that moved the body: once a second.

    `gestures` makes the way of touch anew, as this skin was calibrated.
    """

    def __init__(
        self,
        flow: Flow,
        skin: Skin,
        clock: Clock,
        fed: Callable[[], None] = lambda: None,
        mouth: Mouth | None = None,
        gestures: Callable[[], TouchPath] = TouchPath,
    ) -> None:
        self.flow = flow
        self.mouth = mouth or Mouth(flow, clock)
        self.expressed: Expressed | None = None
        self.sent: Sent | None = None
        self.touch: TouchReading | None = None
        self.lateness_s: deque[float] = deque(maxlen=3000)
        """How late each of the last motion ticks began, seconds."""
        self._skin = skin
        self._gestures = gestures()
        self._clock = clock
        self._fed = fed
        self._ticks = 0
        self._faulty = False
        self._mind_thread = thread_of_its_own("mind")

    async def beat(self) -> None:
        """The motion loop: a tick every 20 ms until cancelled. One that fails is said, and feeds no watchdog."""
        loop = asyncio.get_running_loop()

        def touched() -> None:
            loop.call_soon_threadsafe(self.feel_skin)

        self._skin.listen(touched)
        due_s = self._clock.seconds()
        while True:
            self.lateness_s.append(max(0.0, self._clock.seconds() - due_s))
            try:
                self.tick()
            except Exception:  # one bad tick must not end the breath; when every tick is bad, the watchdog starves
                if not self._faulty:
                    _log.exception("A tick of motion failed; the next one is tried.")
                self._faulty = True
            else:
                self._faulty = False
                self._ticks += 1
                if self._ticks % TICKS_A_SECOND == 0:
                    self._fed()
            due_s = max(due_s + MOTION_PERIOD_S, self._clock.seconds() - 5 * MOTION_PERIOD_S)
            await asyncio.sleep(max(0.0, due_s - self._clock.seconds()))

    def tick(self) -> None:
        """One tick of touch, motion, light and the wish to sound."""
        moment = self._clock.now()
        self.feel_skin()
        for reading in self._gestures.tick(moment):
            self._feel(reading)
        self.expressed, self.sent = self.flow.move(moment)
        self.mouth.wish(self.expressed)

    def feel_skin(self) -> None:
        """Turn what the skin felt into readings, at once: this is the reflex path."""
        for touches in self._skin.drain():
            for reading in self._gestures.feel(touches):
                self._feel(reading)

    @property
    def ticks(self) -> int:
        """Motion ticks that moved the body, since the start."""
        return self._ticks

    @property
    def warmth_c(self) -> float | None:
        """The temperature expression wishes of a heating pad now; None is off."""
        return self.expressed.warmth_c if self.expressed is not None else None

    def numb(self) -> Mapping[Zone, Fault]:
        """The places whose electrode is not believed now, and why."""
        return self._gestures.faults

    def forget_hands(self) -> None:
        """No hand is on the skin any more, as far as may be known: touch was forbidden, or its chip was lost."""
        self._gestures = self._gestures.anew()

    def _feel(self, reading: TouchReading) -> None:
        if self.flow.gate.may_feel_touch:
            self.touch = reading
        self.flow.feel(reading, self._clock.now())

    async def ponder(self, link: Link) -> None:
        """The mind's loop: 20 ticks a second in a worker thread. One that does not answer is said, and waited for."""
        loop = asyncio.get_running_loop()
        while True:
            began = self._clock.now()
            readings, commands = self.flow.collect()
            thinking = loop.run_in_executor(
                self._mind_thread, self.flow.mind.think, readings, commands, self.flow.gate, began
            )
            await asyncio.wait({thinking}, timeout=FORSAKEN_AFTER_S)
            if not thinking.done():
                link.lost(CompanionError("does not answer; it is waited for.", "mind"))
            decision = await thinking
            self.flow.adopt(decision, self._clock.now())
            self.mouth.decided(decision)
            for event in decision.events:
                _log.info("For people to know: %s", event.line)
            link.works("I am thinking.")
            await asyncio.sleep(max(0.0, began.monotonic_s + MIND_PERIOD_S - self._clock.seconds()))
