"""One class per failure a caller can act on. Each says what is wrong, where, and what to do next."""


class CompanionError(Exception):
    """A failure told in three parts: `what` is wrong, `where` (file, key, pin, address) and what to do `next`."""

    def __init__(self, what: str, where: str = "", next_step: str = "") -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        place = f"{where}: " if where else ""
        advice = f" {next_step}" if next_step else ""
        super().__init__(f"{place}{what}{advice}")


class SettingsError(CompanionError):
    """The settings file breaks a rule; `faults` holds every broken rule, one sentence each."""

    def __init__(self, where: str, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults), where, "Mend the lines above; `companion settings` checks the file again.")


class ModelError(CompanionError):
    """A model file is missing, truncated, foreign, or does not fit its card."""


class PinsError(CompanionError):
    """The pin map cannot be trusted, so nothing may move."""


class OrganError(CompanionError):
    """An organ cannot be opened, or was lost in use; the supervisor tries again with back-off."""


class PictureError(CompanionError):
    """Bytes or a file that should be a picture or video, and is not one that can be read safely."""


class SoundError(CompanionError):
    """Bytes or a file that should be a sound, and is not one that can be read."""


class SceneError(CompanionError):
    """A scene file cannot be played."""


class MessageError(CompanionError):
    """A message from the page or the API that is not understood; it changes nothing."""


class StateError(CompanionError):
    """Saved state that is truncated, of another version or of another resident; the creature starts without it."""
