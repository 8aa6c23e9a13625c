"""What the microphone heard of the room and of the loudspeaker's tone, and what that means. No sound reaches here."""

from dataclasses import dataclass

from companion.daemon.doctor.finding import Finding, Findings, broken, good, look, not_fitted, untested

CLIPPED_SHARE = 0.001
"""Of all samples at the end of the scale: above this it is overdriven."""

HEARD_DB = 10.0
"""So much louder than the room, at the tone's own pitch; of steady noise alone one in a hundred visits makes 4 dB."""

LOUD_DB = -20.0
"""Of full scale. A room in which nobody could hear a quiet tone."""

APART_DB = 20.0
"""Two microphones of one head hear the same quiet room; one that is covered hears it this much softer."""

MIXER = "`alsamixer` (F6 chooses the card) sets its level; `sudo alsactl store` keeps it."


SIDES = ("left", "right")
"""Of two microphones, in the order of their channels."""


@dataclass(frozen=True, slots=True)
class RoomHeard:
    """Of half a second of a room: the level of each microphone, and the share of samples at full scale.

    A level is a root mean square relative to full scale, None for digital silence: no sample differs from another.
    """

    levels_db: tuple[float | None, ...]
    clipped_share: float


@dataclass(frozen=True, slots=True)
class CardsThere:
    """Names of the inputs and outputs of the sound card; `fault` says in words why nobody can tell, with `mend`."""

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    fault: str | None = None
    mend: str = ""


def of_the_cards_there(there: CardsThere, microphone: str | None, loudspeaker: bool) -> Findings:
    """Whether there is what the settings name, without opening it: a microphone by a part of its name, a loudspeaker.

    `microphone` is empty for the first there is, and None where none is fitted.
    """
    if there.fault is not None:
        return broken("sound card", there.fault, there.mend, "missing library")
    found: list[Finding] = []
    if microphone is not None:
        named = [name for name in there.inputs if microphone.lower() in name.lower()]
        line = f"{named[0] if named else ''} is there. It was not opened: --listen hears whether it hears."
        found += good("microphone", line) if named else _missing("microphone", microphone, there.inputs)
    if loudspeaker:
        line = f"{there.outputs[0] if there.outputs else ''} is there. It was not opened: --listen plays a quiet tone."
        found += good("loudspeaker", line) if there.outputs else _missing("loudspeaker", "", ())
    return tuple(found)


def _missing(part: str, name: str, others: tuple[str, ...]) -> Findings:
    if name and others:
        mend = f"There are {', '.join(others)}. Write a part of the right name under [microphone], device."
        return broken(part, f"No microphone is called {name!r}.", mend, "no sound")
    command = "arecord -l" if part == "microphone" else "aplay -l"
    mend = f"Plug the sound card in; `{command}` shows what the kernel sees. An I2S card needs its dtoverlay."
    return broken(part, f"No sound card has a {part}.", mend, "no sound")


def of_the_room(room: RoomHeard) -> Findings:
    """A microphone that is open, in a quiet moment; or two of them."""
    power = "The privacy switch breaks its power: look there, then at its cable. Or it is muted in `alsamixer`."
    heard = [level for level in room.levels_db if level is not None]
    if not heard:
        return broken("microphone", "It opens and sends nothing but zeros.", power, "no sound")
    if len(heard) < len(room.levels_db):
        side = SIDES[room.levels_db.index(None)]
        return broken("microphone", f"Its {side} one sends nothing but zeros.", "Look at its wires.", "no sound")
    if room.clipped_share > CLIPPED_SHARE:
        line = f"It is overdriven: {room.clipped_share:.0%} of what it hears is at the end of its scale."
        return broken("microphone", line, f"Turn it down: {MIXER}", "no sound")
    if len(heard) == 2 and abs(heard[0] - heard[1]) > APART_DB:
        line = f"Its left one hears {heard[0]:.0f} dB, its right one {heard[1]:.0f} dB."
        return look("microphone", line, "Look whether one is covered, or half plugged in.", "no sound")
    line = f"The room is at {max(heard):.0f} dB of full scale. No sound was kept."
    if max(heard) > LOUD_DB:
        return look("microphone", f"{line} That is loud.", f"Ask again in a quiet room, or turn it down: {MIXER}")
    return good("microphone", f"{'It hears' if len(heard) == 1 else 'Both hear'}. {line}")


def of_the_tone(above_room_db: float | None) -> Findings:
    """The loudspeaker took its tone; `above_room_db` is how far the microphone heard it, None without microphone."""
    if above_room_db is None:
        line = "It opens and takes a tone; without a microphone nobody can say whether it sounds."
        return untested("loudspeaker", line, "Did you hear a quiet tone of one second?")
    if above_room_db < HEARD_DB:
        return look(
            "loudspeaker",
            f"It takes a quiet tone, and the microphone does not hear it ({above_room_db:+.0f} dB).",
            f"Look at its two wires and its amplifier. Or it is turned down: {MIXER}",
            "no sound",
        )
    return good("loudspeaker", f"The microphone hears its quiet tone, {above_room_db:.0f} dB above the room.")


def of_what_is_not_fitted(microphone: bool, loudspeaker: bool, hears: str) -> Findings:
    """What this body does not have of its own; `hears` is where its ears are instead."""
    ears = () if microphone else not_fitted("microphone", f"Its ears are not here: it hears {hears}.")
    return (*ears, *(() if loudspeaker else not_fitted("loudspeaker", "Its voice sounds from the page.")))
