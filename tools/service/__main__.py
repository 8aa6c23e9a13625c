"""Boots a small Debian with systemd in a container, with the wheel in `/opt/companion`, and runs `trial.py` in it.

    make test-service                    # bookworm, as on most Raspberry Pis
    make test-service ARGS=trixie        # or: ARGS="bookworm trixie"

Takes root, and about four minutes once the system has been made. What happens in the container stays in memory.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools.roots import PYTHONS, System, alone, with_companion
from tools.showing import SetupError, say

HERE = Path(__file__).parent
PATIENCE_S = 900.0

UNIT = """\
[Unit]
Description=The trial of the companion service
After=dbus.service
[Service]
Type=simple
ExecStart=/usr/bin/python3 /rig/trial.py
StandardOutput=append:/rig/report
StandardError=inherit
TimeoutStopSec=5
"""


def trial(suite: str) -> bool:
    """Boot it and let the trial run; whether all went well. Raises `SetupError`."""
    root = with_companion(System(suite))
    name = f"companion-{suite}"
    with tempfile.TemporaryDirectory(prefix="companion-rig-") as folder:
        rig = Path(folder)
        rig.chmod(0o755)
        for each in ("trial.py", "witnessed.py"):
            shutil.copy(HERE / each, rig)
        units = root / "etc" / "systemd" / "system"
        (units / "rig.service").write_text(UNIT, encoding="utf-8")
        (units / "multi-user.target.wants").mkdir(parents=True, exist_ok=True)
        wanted = units / "multi-user.target.wants" / "rig.service"
        wanted.unlink(missing_ok=True)
        wanted.symlink_to("../rig.service")
        (rig / "report").touch()
        say(f"{suite}, under its own systemd:")
        command = ["systemd-nspawn", "--quiet", "--directory", root, "--volatile=overlay", "--boot", "--machine", name]
        command += ["--console=pipe", "--register=no", "--keep-unit", "--private-network", f"--bind={rig}:/rig"]
        with (rig / "console").open("w") as console:
            words = [str(word) for word in command]
            container = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=console, stderr=console)
            shown = follow(container, rig)
        verdict = rig / "verdict"
        if not verdict.is_file():
            last = "\n".join((rig / "console").read_text(errors="replace").splitlines()[-15:])
            raise SetupError(f"the container did not come to the end of the trial ({shown} lines of it):\n{last}")
        return verdict.read_text(encoding="utf-8") == "passed"


def follow(container: "subprocess.Popen[bytes]", rig: Path) -> int:
    """Show the report as it grows, until there is a verdict; then end the container. How many lines were shown."""
    until_s, shown = time.monotonic() + PATIENCE_S, 0
    while True:
        over = (rig / "verdict").exists() or container.poll() is not None or time.monotonic() > until_s
        lines = (rig / "report").read_text(encoding="utf-8", errors="replace").splitlines()
        for line in lines[shown:]:
            say(line)
        shown = len(lines)
        if over:
            break
        time.sleep(0.2)
    container.terminate()
    try:
        container.wait(timeout=30)
    except subprocess.TimeoutExpired:
        container.kill()
        container.wait()
    return shown


def main(suites: Sequence[str]) -> int:
    """Returns 0 when every trial passed."""
    unknown = [suite for suite in suites if suite not in PYTHONS]
    if unknown:
        print(f"unknown: {' '.join(unknown)}; known are {' '.join(PYTHONS)}", file=sys.stderr)
        return 2
    try:
        with alone():
            passed = [trial(suite) for suite in suites or ("bookworm",)]
        return 0 if all(passed) else 1
    except (SetupError, OSError) as fault:
        print(f"no trial of the service: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
