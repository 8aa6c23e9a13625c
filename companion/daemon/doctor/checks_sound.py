"""What the microphone heard of the room and of the loudspeaker's tone, and what that means. No sound reaches here."""

from dataclasses import dataclass

from companion.daemon.doctor.finding import Findings, broken, good, look, not_fitted, untested

CLIPPED_SHARE = 0.001
"""Of all samples at the end of the scale: above this it is overdriven."""

HEARD_DB = 8.0
"""So much louder than the room, at the tone's own pitch; chance alone makes 3 dB of it."""

LOUD_DB = -20.0
"""Of full scale. A room in which nobody could hear a quiet tone."""

MIXER = "`alsamixer` (F6 chooses the card) sets its level; `sudo alsactl store` keeps it."


@dataclass(frozen=True, slots=True)
class RoomHeard:
    """Of half a second of a room, all microphones together: root mean square and share of samples at full scale.

    `level_db` is relative to full scale, None for digital silence: not one sample differs from another.
    """

    level_db: float | None
    clipped_share: float


@dataclass(frozen=True, slots=True)
class CardsThere:
    """Names of the inputs and outputs of the sound card; `fault` says in words why nobody can tell, with `mend`."""

    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    fault: str | None = None
    mend: str = ""


def of_the_cards_there(there: CardsThere) -> Findings:
    """Whether there is a microphone and a loudspeaker, without opening either."""
    if there.fault is not None:
        return broken("sound card", there.fault, there.mend, "missing library")
    microphone = (
        good("microphone", f"{there.inputs[0]} is there. It was not opened: --listen hears whether it hears.")
        if there.inputs
        else _missing("microphone", "arecord -l")
    )
    loudspeaker = (
        good("loudspeaker", f"{there.outputs[0]} is there. It was not opened: --listen plays a quiet tone.")
        if there.outputs
        else _missing("loudspeaker", "aplay -l")
    )
    return (*microphone, *loudspeaker)


def _missing(part: str, command: str) -> Findings:
    mend = f"Plug the sound card in; `{command}` shows what the kernel sees. An I2S card needs its dtoverlay."
    return broken(part, f"No sound card has a {part}.", mend, "no sound")


def of_the_room(room: RoomHeard) -> Findings:
    """A microphone that is open, in a quiet moment."""
    if room.level_db is None:
        mend = (
            "Its power goes through the privacy switch: look there, then at its cable. Or it is muted in `alsamixer`."
        )
        return broken("microphone", "It opens and sends nothing but zeros.", mend, "no sound")
    if room.clipped_share > CLIPPED_SHARE:
        line = f"It is overdriven: {room.clipped_share:.0%} of what it hears is at the end of its scale."
        return broken("microphone", line, f"Turn it down: {MIXER}", "no sound")
    line = f"The room is at {room.level_db:.0f} dB of full scale. No sound was kept."
    if room.level_db > LOUD_DB:
        return look("microphone", f"{line} That is loud.", f"Ask again in a quiet room, or turn it down: {MIXER}")
    return good("microphone", f"It hears. {line}")


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


def of_the_page_alone() -> Findings:
    """This body has no sound of its own."""
    return (
        *not_fitted("microphone", "This body has none: it hears through the page."),
        *not_fitted("loudspeaker", "Its voice sounds from the page."),
    )
