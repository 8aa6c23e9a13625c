"""Runs the tests of real kernel interfaces in a small virtual machine: a camera, an I2C bus, nothing of this computer.

    make test-system

A Debian kernel boots in QEMU with a few of its modules: `vivid` is a V4L2 camera, `i2c-stub` an I2C bus with chips that
remember what is written to them. This computer's files are its disk, read-only, so the tests run in the very
environment of the checkout. About half a minute; root is not needed once the packages are there.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools import system_packages
from tools.showing import ROOT, SetupError, output, say

FOLDER = ROOT / ".cache" / "virtual-machine"
MODULES = ("virtio_pci", "9pnet_virtio", "9p", "i2c_stub", "i2c_dev", "vivid")
OPTIONS = {"i2c_stub": "chip_addr=0x40,0x5a,0x69", "vivid": "n_devs=1 node_types=0x1"}
PATIENCE_S = 600.0
BEGUN, DONE = "the tests begin", "the tests ended with "

INIT = """\
#!/bin/busybox sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
{modules}
mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000,cache=loose,ro host /host || echo "no disk"
mount -t proc proc /host/proc
mount -t sysfs sys /host/sys
mount -t devtmpfs dev /host/dev
mount -t tmpfs run /host/run
echo "{begun}"
TMPDIR=/run chroot /host /bin/sh -c '{command}'
echo "{done}$?"
poweroff -f
"""


def kernel() -> Path:
    """Debian's own kernel with its modules, unpacked into the cache. Raises `SetupError`."""
    unpacked = FOLDER / "kernel"
    if not (unpacked / "boot").is_dir():
        say("  fetching Debian's kernel")
        FOLDER.mkdir(parents=True, exist_ok=True)
        depends = output(["apt-cache", "depends", "linux-image-amd64"])
        found = re.search(r"Depends: (linux-image-\S+-amd64)\b", depends)
        if found is None:
            raise SetupError("apt knows no kernel for x86-64: `apt-get update` first.")
        subprocess.run(["apt-get", "--quiet=2", "download", found.group(1)], cwd=FOLDER, check=True)
        package = next(FOLDER.glob("linux-image-*.deb"))
        subprocess.run(["dpkg-deb", "-x", package, unpacked], check=True)
        package.unlink()
    version = next((unpacked / "lib" / "modules").iterdir()).name
    subprocess.run([_tool("depmod"), "-b", unpacked, version], check=True)
    return unpacked


def first_disk(unpacked: Path, command: str) -> Path:
    """The memory disk that the kernel starts from: busybox, the modules in their order, and what to run."""
    modules = next((unpacked / "lib" / "modules").iterdir())
    needs = {}
    for line in (modules / "modules.dep").read_text(encoding="utf-8").splitlines():
        name, _, others = line.partition(":")
        needs[_plain(name)] = [name, *others.split()]
    order: list[str] = []
    for wanted in MODULES:
        order += [name for name in reversed(needs[wanted]) if name not in order]
    tree = FOLDER / "disk"
    shutil.rmtree(tree, ignore_errors=True)
    for folder in ("bin", "proc", "sys", "dev", "host", "tmp"):
        (tree / folder).mkdir(parents=True)
    shutil.copy(_tool("busybox"), tree / "bin" / "busybox")
    for name in order:
        shutil.copy(modules / name, tree / "tmp" / Path(name).name)
    loads = "\n".join(f"insmod /tmp/{Path(name).name} {OPTIONS.get(_plain(name), '')}" for name in order)
    (tree / "init").write_text(INIT.format(modules=loads, command=command, begun=BEGUN, done=DONE), encoding="utf-8")
    (tree / "init").chmod(0o755)
    disk = FOLDER / "disk.gz"
    subprocess.run(f"find . | cpio -o -H newc --quiet | gzip -1 > {disk}", shell=True, cwd=tree, check=True)
    return disk


def boot(unpacked: Path, disk: Path) -> int:
    """Boot, print what the machine prints from the tests on, and return their exit status."""
    share = "local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap"
    image = next((unpacked / "boot").glob("vmlinuz-*"))
    command = [_tool("qemu-system-x86_64"), "-accel", "tcg", "-m", "1024", "-nographic", "-no-reboot"]
    command += ["-kernel", str(image), "-initrd", str(disk), "-append", "console=ttyS0 quiet panic=-1"]
    machine = subprocess.Popen(
        [*command, "-virtfs", share], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, errors="replace"
    )
    assert machine.stdout is not None
    status, until_s, begun = 1, time.monotonic() + PATIENCE_S, False
    for line in machine.stdout:
        begun = begun or BEGUN in line
        if DONE in line:
            status = int(line.partition(DONE)[2])
        elif begun and BEGUN not in line:  # before that the firmware paints
            print(line, end="", flush=True)
        if time.monotonic() > until_s:
            machine.kill()
    machine.wait()
    return status


def main() -> int:
    """Returns the tests' own exit status; 1 when the machine did not come to them."""
    try:
        if not system_packages.install(["system"]):
            return 1
        unpacked = kernel()
        environment = "HOME=/tmp PYTHONDONTWRITEBYTECODE=1 COMPANION_SYSTEM=1"
        tests = "-m pytest tests/system/test_kernel_interfaces.py -q -p no:cacheprovider --color=no"
        disk = first_disk(unpacked, f"cd {ROOT} && {environment} {sys.executable} {tests}")
    except (SetupError, subprocess.CalledProcessError, OSError) as fault:
        print(f"no virtual machine: {fault}", file=sys.stderr)
        return 1
    return boot(unpacked, disk)


def _plain(name: str) -> str:
    return Path(name).name.partition(".")[0].replace("-", "_")


def _tool(name: str) -> str:
    """Where a program is; also those that only root has in the path."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        raise SetupError(f"{name} is missing; see [system] in tools/system-packages.txt.")
    return found


if __name__ == "__main__":
    sys.exit(main())
