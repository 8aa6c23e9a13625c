"""Installing shows first, does once, finds nothing to do the second time; uninstalling leaves what it names."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from companion import settings as settings_room
from companion.service import install as installing
from companion.service import places
from companion.service.install import Target, install
from companion.service.uninstall import uninstall
from companion.vocabulary.errors import CompanionError, StateError

PASSWD = "root:x:0:0:root:/root:/bin/sh\n"
GROUP = "root:x:0:\nvideo:x:44:\naudio:x:29:\nrender:x:106:\n"
CONFIG = "arm_64bit=1\n[pi4]\nmax_framebuffers=2\n"
COMMAND_LINE = "console=tty1 root=PARTUUID=1 rootwait\n"


@dataclass
class Computer:
    """A Pi in a folder, whose commands do what systemd's and shadow's would do there."""

    root: Path
    ran: list[str] = field(default_factory=list)
    groups_before: str = GROUP

    def __post_init__(self) -> None:
        for name, text in {
            "etc/passwd": PASSWD,
            "etc/group": self.groups_before,
            "etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_CODENAME=trixie\n',
            "usr/bin/systemctl": "",
            "opt/companion/bin/companion": "",
            "boot/firmware/config.txt": CONFIG,
            "boot/firmware/cmdline.txt": COMMAND_LINE,
        }.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for folder in ("etc/systemd/system", "etc/tmpfiles.d", "etc/udev/rules.d", "var/lib"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        (self.root / "etc/modules-load.d").mkdir()

    @property
    def target(self) -> Target:
        return Target(self.root, Path(places.PROGRAM), self.run)

    def run(self, words: Sequence[str]) -> None:
        self.ran.append(" ".join(word for word in words if not word.startswith("--root")))
        group, passwd = self.root / "etc/group", self.root / "etc/passwd"
        units = self.root / "etc/systemd/system"
        links = {
            units / "multi-user.target.wants/companion.service": "../companion.service",
            units / "companion.service.wants/companion-selftest.service": "../companion-selftest.service",
        }
        if words[0] == "systemd-sysusers":
            known = [line.split(":")[0] for line in group.read_text().splitlines()]
            group.write_text(
                group.read_text() + "".join(f"{name}:x:1:\n" for name in places.GROUPS if name not in known)
            )
            group.write_text(
                "".join(
                    line + ("companion" if line.split(":")[0] in places.GROUPS else "") + "\n"
                    for line in group.read_text().splitlines()
                )
            )
            group.write_text(group.read_text() + "companion:x:999:\n")
            passwd.write_text(passwd.read_text() + "companion:x:999:999::/var/lib/companion:/usr/sbin/nologin\n")
        elif words[0] == "systemd-tmpfiles":
            (self.root / "var/lib/companion").mkdir()
        elif words[0] == "systemctl" and "enable" in words:
            for link, to in links.items():
                link.parent.mkdir(exist_ok=True)
                link.symlink_to(to)
        elif words[0] == "systemctl" and "disable" in words:
            for link in links:
                link.unlink(missing_ok=True)
                link.parent.rmdir()
        elif words[0] in ("userdel", "groupdel"):
            gone = words[-1]
            for table in (group, passwd) if words[0] == "userdel" else (group,):
                lines = [line for line in table.read_text().splitlines() if line.split(":")[0] != gone]
                stays = [line.removesuffix(gone) if words[0] == "userdel" else line for line in lines]
                table.write_text("".join(f"{line}\n" for line in stays))

    def tree(self) -> dict[str, str]:
        """Every file and folder with what it holds."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            text = str(path.readlink()) if path.is_symlink() else path.read_text() if path.is_file() else "folder"
            found[str(path.relative_to(self.root))] = text
        return found


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "pi")


def said(computer: Computer, yes: bool, body: str | None = None) -> str:
    out = io.StringIO()
    assert install(computer.target, body, yes, out) == 0
    return out.getvalue()


def taken_away(computer: Computer, yes: bool) -> str:
    out = io.StringIO()
    assert uninstall(computer.target, yes, out) == 0
    return out.getvalue()


def test_it_shows_every_file_and_command_first_and_changes_nothing(computer: Computer) -> None:
    before = computer.tree()
    told = said(computer, yes=False)
    assert computer.tree() == before
    assert computer.ran == []
    for place in places.PLACES:
        assert str(place.to) in told
    for path in (places.SETTINGS, places.BOOT / "config.txt", places.BOOT / "cmdline.txt"):
        assert str(path) in told
    assert "Nothing has been changed" in told


def test_what_was_shown_is_what_is_done(computer: Computer) -> None:
    shown = [line for line in said(computer, yes=False).splitlines() if line.startswith("  ")]
    done = [line for line in said(computer, yes=True).splitlines() if line.startswith("  ")]
    assert shown == done


def test_the_second_time_there_is_nothing_to_do(computer: Computer) -> None:
    said(computer, yes=True)
    after, ran = computer.tree(), list(computer.ran)
    assert "nothing is done" in said(computer, yes=True)
    assert computer.tree() == after
    assert computer.ran == ran


def test_a_pi_gets_its_own_body_its_buses_and_its_memory_limits(computer: Computer) -> None:
    said(computer, yes=True)
    settings = settings_room.load(computer.root / "etc/companion/companion.toml")
    assert (settings.body.kind, settings.body.speaker, settings.camera.source) == ("raspberry", "card", "picamera2")
    assert not settings.senses.camera
    config = (computer.root / "boot/firmware/config.txt").read_text()
    # The last section was for one model only: what comes behind it must be for all.
    assert config.startswith(CONFIG)
    assert config.index("[all]") < config.index("dtparam=i2c_arm=on,i2c_arm_baudrate=400000")
    (line,) = (computer.root / "boot/firmware/cmdline.txt").read_text().splitlines()
    assert line.split() == [*COMMAND_LINE.split(), "cgroup_enable=memory"]


def test_settings_that_people_wrote_stay_as_they_are(computer: Computer) -> None:
    own = computer.root / "etc/companion/companion.toml"
    own.parent.mkdir()
    own.write_text('[creature]\nname = "Otto"\n')
    said(computer, yes=True)
    assert own.read_text() == '[creature]\nname = "Otto"\n'
    told = taken_away(computer, yes=True)
    assert own.exists()
    assert "Left: /etc/companion/companion.toml" in told


def test_a_unit_that_somebody_changed_is_put_right_and_systemd_told(computer: Computer) -> None:
    said(computer, yes=True)
    unit = computer.root / "etc/systemd/system/companion.service"
    good = unit.read_text()
    unit.write_text("[Service]\n")
    assert "change  /etc/systemd/system/companion.service" in said(computer, yes=True)
    assert unit.read_text() == good


def test_what_an_older_version_put_there_and_nobody_needs_is_removed(computer: Computer) -> None:
    said(computer, yes=True)
    old = computer.root / "etc/udev/rules.d/59-companion-old.rules"
    old.write_text("")
    record = computer.root / "etc/companion/installed.json"
    record.write_text(record.read_text().replace('"files": [', '"files": ["/etc/udev/rules.d/59-companion-old.rules",'))
    assert "no longer needed" in said(computer, yes=True)
    assert not old.exists()


def test_uninstalling_leaves_nothing_but_the_state_it_names(computer: Computer) -> None:
    before = computer.tree()
    said(computer, yes=True)
    (computer.root / "var/lib/companion/mind.json").write_text("{}")
    told = taken_away(computer, yes=True)
    after = computer.tree()
    assert {path for path in after if path not in before} == {"var/lib/companion", "var/lib/companion/mind.json"}
    assert {path: after[path] for path in before} == before
    assert "Left: /var/lib/companion " in told
    assert "Nothing of it is installed" in taken_away(computer, yes=True)


def test_uninstalling_shows_first_too(computer: Computer) -> None:
    said(computer, yes=True)
    before = computer.tree()
    assert "Nothing has been changed" in taken_away(computer, yes=False)
    assert computer.tree() == before


def test_groups_that_were_there_before_stay(tmp_path: Path) -> None:
    groups = GROUP + "i2c:x:994:\ngpio:x:993:\nspi:x:992:\n"
    computer = Computer(tmp_path / "pi", groups_before=groups)
    said(computer, yes=True)
    taken_away(computer, yes=True)
    assert (computer.root / "etc/group").read_text() == groups


def test_a_kernel_word_that_was_there_before_stays(computer: Computer) -> None:
    line = COMMAND_LINE.strip() + " cgroup_enable=memory\n"
    (computer.root / "boot/firmware/cmdline.txt").write_text(line)
    said(computer, yes=True)
    taken_away(computer, yes=True)
    assert (computer.root / "boot/firmware/cmdline.txt").read_text() == line


def test_a_block_whose_end_is_missing_is_refused_before_anything_is_done(computer: Computer) -> None:
    config = computer.root / "boot/firmware/config.txt"
    config.write_text(CONFIG + "# companion begin\ndtparam=spi=on\n")
    before = computer.tree()
    with pytest.raises(CompanionError, match="companion end"):
        install(computer.target, None, True, io.StringIO())
    assert computer.tree() == before


def test_a_record_that_cannot_be_read_is_named(computer: Computer) -> None:
    said(computer, yes=True)
    (computer.root / "etc/companion/installed.json").write_text("{")
    with pytest.raises(StateError, match=r"installed\.json"):
        install(computer.target, None, False, io.StringIO())


@pytest.mark.parametrize("home", ["/home/pi/companion/.venv/bin/companion", "/root/bin/companion"])
def test_a_program_in_a_home_folder_is_refused_with_a_better_place(computer: Computer, home: str) -> None:
    path = computer.root / home.removeprefix("/")
    path.parent.mkdir(parents=True)
    path.touch()
    with pytest.raises(CompanionError, match="/opt/companion"):
        install(Target(computer.root, Path(home), computer.run), None, False, io.StringIO())


def test_without_systemd_or_the_command_nothing_is_begun(computer: Computer) -> None:
    (computer.root / "usr/bin/systemctl").unlink()
    with pytest.raises(CompanionError, match="no systemd"):
        install(computer.target, None, True, io.StringIO())
    (computer.root / "opt/companion/bin/companion").unlink()
    with pytest.raises(CompanionError, match="pip install"):
        install(computer.target, None, True, io.StringIO())


def test_only_root_may_change_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(CompanionError, match="sudo /opt/companion/bin/companion install --yes"):
        installing.may_write(Target(Path("/"), Path(places.PROGRAM)), "install")


def test_a_command_that_fails_is_told_with_its_own_words_and_can_be_done_again(computer: Computer) -> None:
    def refuse(words: Sequence[str]) -> None:
        raise CompanionError("failed: no room", " ".join(words), "Mend that, then run this again.")

    with pytest.raises(CompanionError, match="no room"):
        install(Target(computer.root, Path(places.PROGRAM), refuse), None, True, io.StringIO())
    said(computer, yes=True)
    assert "nothing is done" in said(computer, yes=True)
