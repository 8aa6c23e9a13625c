"""How signs of a bearing are read on simulated sitters: told in time, and not told of those who make none.

    python -m tools.evaluate bodies

Simulated people only: no labelled bodies lie beside the checkout. It shows that the rules do what they say over builds,
places of the camera and its errors; how often they are right on people, nobody has measured.
"""

from collections.abc import Sequence
from statistics import median

from tools.sitters.doing import DOINGS, PEOPLE
from tools.sitters.trial import Told, watch

SEEDS = (11, 12, 13)


def main(_options: Sequence[str] = ()) -> int:
    """Print one row for each doing and one for each person."""
    told = {
        (doing.name, name): [watch(build, doing, seed) for seed in SEEDS]
        for doing in DOINGS
        for name, build in PEOPLE.items()
    }
    print(f"Bodies: {len(PEOPLE)} simulated people, {len(SEEDS)} times each thing.\n")
    print("| what they do | sign | told | median s | told wrongly | looks a second |")
    print("| --- | --- | --- | --- | --- | --- |")
    for doing in DOINGS:
        print(_row(doing.name, doing.sign, [one for name in PEOPLE for one in told[doing.name, name]]))
    print("\n| who | signs told | told wrongly |")
    print("| --- | --- | --- |")
    for name in PEOPLE:
        signed = [one for doing in DOINGS if doing.sign for one in told[doing.name, name]]
        every = [one for doing in DOINGS for one in told[doing.name, name]]
        print(f"| {name} | {_share(signed)} | {sum(bool(one.wrong) for one in every)} of {len(every)} |")
    return 0


def _row(name: str, sign: str | None, every: list[Told]) -> str:
    times = [one.after_s for one in every if one.after_s is not None]
    wrong = sorted({sign for one in every for sign in one.wrong})
    missed = f"{sum(bool(one.wrong) for one in every)} of {len(every)}" + (f" ({', '.join(wrong)})" if wrong else "")
    looks = f"{sum(one.looks_a_second for one in every) / len(every):.1f}"
    cells = [
        name,
        sign or "none",
        _share(every) if sign else "",
        f"{median(times):.1f}" if times else "",
        missed,
        looks,
    ]
    return f"| {' | '.join(cells)} |"


def _share(every: list[Told]) -> str:
    return f"{sum(one.after_s is not None for one in every)} of {len(every)}"


if __name__ == "__main__":
    main()
