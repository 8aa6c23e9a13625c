"""What `companion install` puts where: files of `systemd/`, lines in the Pi's boot files, and the folder that stays."""

from dataclasses import dataclass
from pathlib import Path

UNITS = Path("/etc/systemd/system")
SETTINGS = Path("/etc/companion/companion.toml")
RECORD = Path("/etc/companion/installed.json")
STATE = Path("/var/lib/companion")
BOOT = Path("/boot/firmware")

USER = "companion"
GROUPS = ("i2c", "gpio", "spi", "video", "render", "audio")
"""Groups whose members may use buses, pins, cameras and sound on Raspberry Pi OS."""

PROGRAM = "/opt/companion/bin/companion"
"""Where the units of the repository say the program is; `companion install` puts its own place there."""


@dataclass(frozen=True, slots=True)
class Place:
    """`source` is a file of `systemd/`; `to` where it goes; `why` what it is for; `part` who must be told of it."""

    source: str
    to: Path
    why: str
    part: str = ""


PLACES = (
    Place("companion.service", UNITS / "companion.service", "the creature, and who watches over it", "units"),
    Place("companion-again.service", UNITS / "companion-again.service", "tries again after a rest", "units"),
    Place("companion-selftest.service", UNITS / "companion-selftest.service", "looks for faults at each boot", "units"),
    Place("companion-maintenance.target", UNITS / "companion-maintenance.target", "lets people work on it", "units"),
    Place("sysusers.conf", Path("/etc/sysusers.d/companion.conf"), "its own user, and that user's groups", "user"),
    Place("tmpfiles.conf", Path("/etc/tmpfiles.d/companion.conf"), "its state folder", "folder"),
    Place("udev.rules", Path("/etc/udev/rules.d/60-companion.rules"), "who may use buses and pins", "devices"),
    Place("modules-load.conf", Path("/etc/modules-load.d/companion.conf"), "makes /dev/i2c-1", "modules"),
    Place("journald.conf", Path("/etc/systemd/journald.conf.d/companion.conf"), "logs in memory, 16 MB", "journal"),
    Place("watchdog.conf", Path("/etc/systemd/system.conf.d/companion.conf"), "the computer's watchdog", "watchdog"),
)

CONFIG_LINES = ("[all]", "dtparam=i2c_arm=on,i2c_arm_baudrate=400000", "dtparam=spi=on", "dtparam=watchdog=on")
"""For `config.txt` of a Raspberry Pi: the buses of `hardware/pins.toml`, and the watchdog."""

COMMAND_LINE_WORD = "cgroup_enable=memory"
"""For `cmdline.txt`: the Pi's kernel holds no service to its share of memory without it."""


def shipped(name: str) -> Path:
    """`companion/systemd/NAME` in an installed wheel, `systemd/NAME` in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "systemd" / name
    return installed if installed.is_file() else package.parent / "systemd" / name


def content(place: Place, program: Path) -> str:
    """The file as it is put in its place, with the path of the `companion` command that runs now."""
    return shipped(place.source).read_text(encoding="utf-8").replace(PROGRAM, str(program))
