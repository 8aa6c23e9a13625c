"""How it fares is told to this computer alone, only when asked for, and without a word about any person."""

import re
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from companion.daemon.compose import Creature, compose
from companion.daemon.metrics import Metric, exposition
from companion.settings import Settings
from companion.vocabulary.commands import BeginSession, SetGate
from tests.daemon.lives import live, statuses, until
from tools.living import free_port

LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.e+-]+$')


def measured(folder: Path, **changes: object) -> tuple[Creature, int]:
    port = free_port()
    content = {"web": {"port": free_port(), "metrics_port": port}, **changes}
    return compose(Settings.model_validate(content), folder), port


async def told(port: int, host: str | None = None) -> tuple[int, str]:
    import asyncio

    def get() -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers={"Host": host} if host else {})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.read().decode()

    return await asyncio.to_thread(get)


def test_a_living_creature_tells_how_punctual_large_and_whole_it_is(tmp_path: Path) -> None:
    creature, port = measured(tmp_path, body={"kind": "twins"})

    async def story(creature: Creature) -> None:
        creature.life.order(SetGate("silent", True))
        creature.life.order(BeginSession("Agnes", confirmed=True))
        await until(lambda: statuses(creature)["metrics"] == "open")
        status, page = await told(port)
        assert status == 200
        lines = [line for line in page.splitlines() if not line.startswith("#")]
        assert all(LINE.match(line) for line in lines)
        values = dict(line.rsplit(" ", 1) for line in lines)
        assert float(values["companion_motion_ticks_total"]) > 0
        assert float(values['companion_motion_lateness_seconds{quantile="1"}']) >= 0
        assert values['companion_gate_closed{gate="silent"}'] == "1"
        assert values['companion_part_losses_total{part="mind"}'] == "0"
        assert values["companion_processor_celsius"] == "50"
        assert float(values["process_resident_memory_bytes"]) > 10e6
        assert "Agnes" not in page

    live(creature, story)
    assert creature.body.board is not None
    creature.body.board.stop()


def test_a_page_of_the_open_internet_that_is_pointed_here_is_refused(tmp_path: Path) -> None:
    creature, port = measured(tmp_path)

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["metrics"] == "open")
        assert (await told(port, host="evil.example"))[0] == 403

    live(creature, story)


def test_it_is_off_unless_the_settings_say() -> None:
    assert Settings().web.metrics_port == 0


def test_nobody_else_on_the_network_can_ask(tmp_path: Path) -> None:
    creature, port = measured(tmp_path)

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["metrics"] == "open")
        listening = Path("/proc/net/tcp").read_text(encoding="ascii")
        assert f"0100007F:{port:04X} 00000000:0000 0A" in listening
        assert f"00000000:{port:04X}" not in listening

    live(creature, story)


def test_a_taken_port_costs_nothing_but_the_metrics(tmp_path: Path) -> None:
    creature, port = measured(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()

        async def story(creature: Creature) -> None:
            await until(lambda: statuses(creature)["metrics"] == "lost")
            ticks = creature.life.heart.ticks
            await until(lambda: creature.life.heart.ticks > ticks + 20)
            assert [part for part, state in statuses(creature).items() if state == "lost"] == ["metrics"]

        live(creature, story)


def test_labels_cannot_break_out_of_their_line() -> None:
    page = exposition([Metric("a", "gauge", "b", [({"part": 'x"\ny\\'}, 1.5)])])
    assert page == '# HELP a b\n# TYPE a gauge\na{part="x\\"\\ny\\\\"} 1.5\n'


@pytest.mark.parametrize("port", [1, 80, 70000])
def test_ports_that_belong_to_others_are_refused(port: int) -> None:
    with pytest.raises(ValueError, match="metrics_port"):
        Settings.model_validate({"web": {"metrics_port": port}})
