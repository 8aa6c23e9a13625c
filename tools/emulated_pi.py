"""Boots an emulated Raspberry Pi and runs the robot's gpiozero drivers on its pins: `make test-system`.

QEMU's `raspi3b` has the pins of a BCM2837. Debian's own kernel for arm64 drives them, lgpio and gpiozero drive that
kernel as on a real Pi, and `outside_world.py` says what really arrived at each pin. Root is not needed. Packages are
fetched once (60 MB of them the kernel), and kept in `.cache`; a minute and a half after that.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import zipfile
from pathlib import Path

from companion.body.pins import load_pins
from companion.body.twins.board import RESTING_HIGH, RESTING_LOW
from companion.body.twins.one_shot import OneShot
from tools import system_packages
from tools.outside_world import OutsideWorld, connected
from tools.roots import MIRROR
from tools.showing import ROOT, SetupError, output, run, say, silent

FOLDER = ROOT / ".cache" / "emulated-pi"
SUITE, PYTHON = "bookworm", "3.11"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
PACKAGES = (
    "busybox-static", "libc6", "libgcc-s1", "zlib1g", "libexpat1", "libffi8", "libbz2-1.0", "liblzma5", "libssl3",
    "libpython3.11-minimal", "libpython3.11-stdlib", "python3.11-minimal",
)  # fmt: skip
WHEELS = (
    "annotated-types", "colorzero", "gpiozero", "iniconfig", "numpy", "packaging", "pluggy", "pydantic",
    "pydantic-core", "pygments", "pytest", "smbus2", "typing-extensions", "typing-inspection",
)  # fmt: skip
LGPIO = "lgpio==0.2.2.0 --hash=sha256:a2f71fb95b149d8ac82c7c6bae70f054f6dc42a006ad35c90c7d8e54921fbcf4\n"
"""Only a Pi has it, so the lock does not: its wheel for Python 3.11 on arm64."""

MODULES = (
    "crypto/crc32c_generic", "lib/crc16", "fs/mbcache", "fs/jbd2/jbd2", "fs/ext4/ext4", "drivers/mmc/host/bcm2835",
    "drivers/i2c/busses/i2c-bcm2835", "drivers/i2c/i2c-dev", "drivers/watchdog/bcm2835_wdt",
)  # fmt: skip
"""In the order in which they are loaded: the card that holds everything, then what the robot uses."""

MODEL_3B = "a02082"
"""Revision code of a Raspberry Pi 3B (Raspberry Pi documentation, revision codes): gpiozero asks for it."""

PATIENCE_S = 900.0
BEGUN, DONE = "the tests begin", "the tests ended with "

INIT = """\
#!/bin/busybox sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for each in {modules}; do insmod /modules/$each.ko; done
i=0; while [ ! -b /dev/mmcblk0 ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i+1)); done
mount -t ext4 /dev/mmcblk0 /card || echo "no card"
mount -t proc proc /card/proc
mount -t sysfs sys /card/sys
mount -t devtmpfs dev /card/dev
mount -t tmpfs tmp /card/tmp
stty -F /card/dev/ttyAMA0 raw -echo
echo "{begun}"
cd /card
chroot /card /usr/bin/env HOME=/tmp COMPANION_EMULATED_PI=1 PYTHONPATH=/packages:/checkout PYTHONDONTWRITEBYTECODE=1 \\
  PATH=/usr/bin:/bin /usr/bin/python3.11 -m pytest --rootdir=/checkout -c /dev/null -q --color=no --tb=short \\
  -p no:cacheprovider -rs /checkout/tests/system/test_emulated_pins.py
echo "{done}$?"
poweroff -f
"""


def fetched() -> Path:
    """Kernel and packages of Debian for arm64, and wheels, unpacked: `kernel` and `card`. Raises `SetupError`."""
    recipe = FOLDER / "recipe"
    wanted = "\n".join((SUITE, *PACKAGES, requirements()))
    if recipe.is_file() and recipe.read_text(encoding="utf-8") == wanted:
        return FOLDER
    shutil.rmtree(FOLDER, ignore_errors=True)
    apt = _apt_of_its_own()
    say("  fetching Debian's kernel and Python for arm64")
    run([*apt, "update"], silent)
    known = output(["apt-cache", *apt[1:], "depends", "linux-image-arm64"])
    kernel = re.search(r"Depends: (linux-image-\S+-arm64)\b", known)
    if kernel is None:
        raise SetupError("apt knows no kernel for arm64.")
    for part, names in (("kernel", (kernel.group(1),)), ("card", PACKAGES)):
        place = FOLDER / part
        place.mkdir()
        subprocess.run([*apt, "--quiet=2", "download", *names], cwd=place, check=True, stderr=subprocess.DEVNULL)
        for package in place.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, place], check=True)
            package.unlink()
    _unpack_wheels(FOLDER / "card" / "packages")
    (FOLDER / "card" / "bin").mkdir(exist_ok=True)
    for name in ("sh", "env"):
        for folder in ("bin", "usr/bin"):
            link = FOLDER / "card" / folder / name
            if not link.exists() and not link.is_symlink():
                link.symlink_to("/bin/busybox")
    recipe.write_text(wanted, encoding="utf-8")
    return FOLDER


def requirements() -> str:
    """The locked packages that the drivers and their tests need, with their hashes."""
    text = (ROOT / "locks" / f"py{PYTHON}-dev.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"^[\w.-]+==(?:.*\\\n)*.*\n", text, re.MULTILINE)
    pinned = [block for block in blocks if block.split("==")[0] in WHEELS]
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    if not any(need.startswith(LGPIO.split()[0]) for need in extra["pi"]) or len(pinned) != len(WHEELS):
        raise SetupError("tools/emulated_pi.py names packages that pyproject.toml and the lock do not.")
    return "".join(pinned) + LGPIO


def _apt_of_its_own() -> list[str]:
    """apt for another processor, without a word to this computer's own."""
    state = FOLDER / "apt"
    for place in ("state/lists/partial", "cache/archives/partial"):
        (state / place).mkdir(parents=True)
    (state / "status").touch()
    signed = f"[signed-by={KEYRING}] " if KEYRING.is_file() else ""
    (state / "sources.list").write_text(f"deb {signed}{MIRROR} {SUITE} main\n", encoding="utf-8")
    settings = {
        "APT::Architecture": "arm64", "APT::Architectures": "arm64", "Dir::State": state / "state",
        "Dir::State::status": state / "status", "Dir::Cache": state / "cache",
        "Dir::Etc::sourcelist": state / "sources.list", "Dir::Etc::sourceparts": "/dev/null",
        "APT::Sandbox::User": "root",
    }  # fmt: skip
    return ["apt-get", *(word for key, value in settings.items() for word in ("-o", f"{key}={value}"))]


def _unpack_wheels(place: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="companion-wheels-") as name:
        folder = Path(name)
        (folder / "requirements.txt").write_text(requirements(), encoding="utf-8")
        tags = [f"manylinux_2_{minor}_aarch64" for minor in range(36, 16, -1)] + ["manylinux2014_aarch64"]
        platforms = [word for tag in tags for word in ("--platform", tag)]
        options = ["--python-version", PYTHON, "--only-binary=:all:", "--no-deps", "--require-hashes"]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest", name]
        run([*pip, *platforms, *options, "--requirement", f"{name}/requirements.txt"], silent)
        for wheel in folder.glob("*.whl"):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(place)


def card(fetched: Path) -> Path:
    """The SD card: Debian's Python, the wheels, and this checkout as it stands."""
    tree, image = fetched / "card", fetched / "card.img"
    checkout = tree / "checkout"
    shutil.rmtree(checkout, ignore_errors=True)
    for name in ("companion", "hardware", "tools", "tests/system"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "tests" / "__init__.py", checkout / "tests")
    for name in ("proc", "sys", "dev", "tmp"):
        (tree / name).mkdir(exist_ok=True)
    if f"{sys.version_info.major}.{sys.version_info.minor}" == PYTHON:  # compiled here, in seconds instead of minutes
        folders = [tree / "packages", checkout, tree / "usr" / "lib" / f"python{PYTHON}"]
        quietly = [sys.executable, "-m", "compileall", "-qq", "--invalidation-mode", "unchecked-hash"]
        subprocess.run([*quietly, *folders], check=False)
    image.unlink(missing_ok=True)
    plain = ["-q", "-F", "-t", "ext4", "-O", "^has_journal,^metadata_csum"]
    run([_tool("mke2fs"), *plain, "-d", tree, image, "512M"], silent)
    return image


def first_disk(fetched: Path) -> Path:
    """The memory disk the kernel starts from: busybox, modules, and what to run."""
    modules = next((fetched / "kernel" / "lib" / "modules").iterdir()) / "kernel"
    tree, disk = fetched / "disk", fetched / "disk.gz"
    shutil.rmtree(tree, ignore_errors=True)
    for name in ("bin", "proc", "sys", "dev", "card", "modules"):
        (tree / name).mkdir(parents=True)
    shutil.copy(fetched / "card" / "bin" / "busybox", tree / "bin" / "busybox")
    for name in MODULES:
        shutil.copy(modules / f"{name}.ko", tree / "modules")
    names = " ".join(Path(name).name for name in MODULES)
    (tree / "init").write_text(INIT.format(modules=names, begun=BEGUN, done=DONE), encoding="utf-8")
    (tree / "init").chmod(0o755)
    subprocess.run(f"find . | cpio -o -H newc --quiet | gzip -1 > {disk}", shell=True, cwd=tree, check=True)
    return disk


def device_tree(fetched: Path) -> Path:
    """Debian's own for a Pi 3B, with its revision code, and its first serial line for us instead of for Bluetooth."""
    tree = fetched / "pi.dtb"
    shutil.copy(next((fetched / "kernel" / "usr" / "lib").glob("linux-image-*/broadcom/bcm2837-rpi-3-b.dtb")), tree)
    run([_tool("fdtput"), "-p", "-t", "x", tree, "/system", "linux,revision", MODEL_3B], silent)
    run([_tool("fdtput"), "-r", tree, "/soc/serial@7e201000/bluetooth"], silent)
    return tree


def boot(fetched: Path, image: Path, disk: Path, tree: Path) -> int:
    """Boot, print what it prints from the tests on, answer what it asks; the tests' exit status."""
    with tempfile.TemporaryDirectory(prefix="companion-pi-") as name:
        folder = Path(name)
        kernel = next((fetched / "kernel" / "boot").glob("vmlinuz-*"))
        words = [_tool("qemu-system-aarch64"), "-M", "raspi3b", "-kernel", kernel, "-dtb", tree, "-initrd", disk]
        words += ["-drive", f"file={image},if=sd,format=raw", "-display", "none", "-monitor", "none", "-no-reboot"]
        words += ["-append", "console=ttyS1,115200 quiet panic=-1 modprobe.blacklist=vchiq,bcm2835_v4l2,snd_bcm2835"]
        words += ["-serial", f"unix:{folder / 'asks'},server=on,wait=off", "-serial", "stdio"]
        words += ["-qtest", f"unix:{folder / 'pins'},server=on,wait=off", "-qtest-log", "/dev/null"]
        machine = subprocess.Popen(
            [str(word) for word in words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, errors="replace",
        )  # fmt: skip
        try:
            pins = load_pins()
            one_shot = OneShot(pins.servos.one_shot_s, time.monotonic)
            held = {pins.gpio[name]: True for name in RESTING_HIGH} | {pins.gpio[name]: False for name in RESTING_LOW}
            world = OutsideWorld(connected(folder / "pins", 20.0), pins.gpio["heartbeat"], one_shot, held)
            world.begin()
            threading.Thread(target=_serve, args=(connected(folder / "asks", 20.0), world), daemon=True).start()
            return _followed(machine)
        finally:
            machine.kill()
            machine.wait()


def _serve(line: socket.socket, world: OutsideWorld) -> None:
    """Answer each line that the emulated Pi writes."""
    for request in line.makefile("r", encoding="ascii", errors="replace"):
        if request.strip():
            line.sendall(f"{world.answer(request)}\n".encode())


def _followed(machine: "subprocess.Popen[str]") -> int:
    assert machine.stdout is not None
    timer = threading.Timer(PATIENCE_S, machine.kill)
    timer.start()
    status, begun = 1, False
    for line in machine.stdout:
        begun = begun or BEGUN in line
        if DONE in line:
            status = int(line.partition(DONE)[2])
            break
        if begun and BEGUN not in line and not line.startswith("["):  # the kernel's own words
            print(line, end="", flush=True)
    timer.cancel()
    return status


def main() -> int:
    """Returns the tests' own exit status; 0 with a reason where it cannot be tried here, 1 when it did not boot."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        say("skipped: an emulated Pi is put together from Debian's packages, and this computer is not Debian.")
        return 0
    try:
        if not system_packages.install(["emulated-pi"]):
            say("skipped: no emulated Pi without these packages.")
            return 0
        place = fetched()
        say("an emulated Raspberry Pi 3B:")
        return boot(place, card(place), first_disk(place), device_tree(place))
    except (SetupError, subprocess.CalledProcessError, OSError) as fault:
        print(f"no emulated Pi: {fault}", file=sys.stderr)
        return 1


def _tool(name: str) -> str:
    """Where a program is; also those that only root has in the path."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        raise SetupError(f"{name} is missing; see [emulated-pi] in tools/system-packages.txt.")
    return found


if __name__ == "__main__":
    sys.exit(main())
