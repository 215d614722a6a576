#!/usr/bin/env python3
"""Everything a developer does with CPDesk, starting from a bare computer: python3 dev.py help

Needs Python 3.11 or newer and nothing else. Creates `.venv` next to this file and installs what
constraints.txt pins. On Debian and Ubuntu it also installs the system libraries that Qt needs if it
may (as root); otherwise it prints the one line that does.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "cpdesk-stamp.json"
OLDEST = (3, 11)

# What Qt loads from the system, by the name that the loader looks for, and its Debian package.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
SCREEN = {"Xvfb": "xvfb"}
# A print server is too much to ask of a developer's computer; its test says when it is skipped.
PRINTER = {"/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf", "lp": "cups-client"}

# All tests take minutes, so each core runs some of them; a process takes half a gigabyte.
SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")


class Trouble(Exception):  # noqa: N818 - a person can mend it
    """What is missing and what to do, for the person who typed the command."""


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


# --- the system ------------------------------------------------------------------------------


def missing_libraries(wanted: dict[str, str], loader_cache: str) -> list[str]:
    """Those of `wanted` that the loader's cache (the output of `ldconfig -p`) does not list."""
    listed = {line.split()[0] for line in loader_cache.splitlines() if "=>" in line}
    return [name for name in wanted if name not in listed]


def loader_cache() -> str:
    """The output of `ldconfig -p`, or "" without ldconfig."""
    found = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")
    if found is None:
        return ""
    return subprocess.run([found, "-p"], capture_output=True, text=True, check=False).stdout


def missing_packages(libraries: dict[str, str], programs: dict[str, str]) -> list[str]:
    """Debian packages that this Linux is missing; on other systems nothing is checked."""
    if not sys.platform.startswith("linux"):
        return []
    cache = loader_cache()
    packages = [libraries[name] for name in missing_libraries(libraries, cache)] if cache else []
    return packages + [package for name, package in programs.items() if not shutil.which(name)]


def missing_venv() -> list[str]:
    """Debian ships Python without ensurepip, and then `python3 -m venv` can't install pip."""
    if importlib.util.find_spec("ensurepip") or usable_venv():
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def may_install() -> bool:
    """Debian or Ubuntu, and we are root."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def apt_line(packages: list[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install_packages(packages: list[str]) -> None:
    """Installs them on Debian and Ubuntu if we may; otherwise a Trouble says how."""
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise Trouble(
            "This system is missing what these Debian packages hold. Install the matching packages "
            "of your system:\n"
            f"  {' '.join(packages)}"
        )
    line = apt_line(packages)
    if not may_install():
        sudo = ["sudo"] if shutil.which("sudo") else []
        how = "" if sudo else " as root"
        raise Trouble(
            f"Some packages are missing. Run this{how}, then try again:\n  {' '.join(sudo + line)}"
        )
    say(f"Installing {len(packages)} system packages: {' '.join(packages)}")
    for step in (["apt-get", "update"], line):
        quiet(step, {**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def quiet(command: list[str], env: dict[str, str] | None = None) -> None:
    """Runs it and shows its output only if it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        raise Trouble(f"{done.stdout.strip()}\nThis command failed: {' '.join(command)}")


# --- the virtual environment -----------------------------------------------------------------


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path) -> str:
    """Changes whenever what is installed should: pins, project, this script, place, Python."""
    seen = hashlib.sha256(f"{root} {sys.version_info[:2]}".encode())
    for name in ("pyproject.toml", "constraints.txt", "dev.py"):
        seen.update((root / name).read_bytes())
    return seen.hexdigest()


def installed(stamp: Path, print_: str) -> set[str]:
    """The extras that are correctly installed; {""} is the program alone."""
    try:
        kept = json.loads(stamp.read_text("utf-8"))
        return set(kept["extras"]) if kept["fingerprint"] == print_ else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def usable_venv() -> bool:
    """Whether an environment for this Python version is there and starts."""
    if not venv_python().exists():
        return False
    ask = [str(venv_python()), "-c", "import sys, pip; print(*sys.version_info[:2])"]
    told = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.split()
    return told == [str(n) for n in sys.version_info[:2]]


def prepare(
    extra: str, libraries: dict[str, str] | None = None, programs: dict[str, str] | None = None
) -> None:
    """What a command needs: the system's part, and the environment with one extra ("" for none)."""
    now = fingerprint(ROOT)
    have = installed(STAMP, now) if venv_python().exists() else set()
    there = {"", extra} <= have
    missing = missing_packages(libraries or {}, programs or {})
    install_packages(missing if there else missing_venv() + missing)
    if not there:
        install((have | {extra}) - {""})
        kept = {"fingerprint": now, "extras": sorted(have | {"", extra})}
        STAMP.write_text(json.dumps(kept), "utf-8")


def install(extras: set[str]) -> None:
    """Creates the environment unless a usable one is there, and installs the program into it."""
    STAMP.unlink(missing_ok=True)
    if not usable_venv():
        say(f"Creating {VENV.name} with Python {sys.version.split()[0]}")
        quiet([sys.executable, "-m", "venv", "--clear", str(VENV)])
    say("Installing what CPDesk needs (the first time takes a minute or two)")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pinned = [*pip, "--constraint", str(ROOT / "constraints.txt")]
    # The build tool first and by its pin, so that nothing unpinned is installed.
    quiet([*pinned, "hatchling"])
    what = str(ROOT) + (f"[{','.join(sorted(extras))}]" if extras else "")
    quiet([*pinned, "--no-build-isolation", "--editable", what])


def python(*arguments: str, offscreen: bool = False) -> int:
    """Runs the environment's Python in the project folder; returns its exit status."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    sys.stdout.flush()
    return subprocess.run(
        [str(venv_python()), *arguments], cwd=ROOT, env=env, check=False
    ).returncode


def has_screen() -> bool:
    """On Linux the environment says whether there is a screen; the other systems always have
    one."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


# --- the commands ----------------------------------------------------------------------------


def run(rest: list[str]) -> int:
    """opens CPDesk; without a screen, plays a school morning and leaves papers in out/"""
    screen = has_screen()
    prepare("", QT_LIBRARIES | WINDOW_LIBRARIES if screen else QT_LIBRARIES)
    if screen:
        return python("-m", "cpdesk", *rest)
    say("No screen was found, so CPDesk plays a school morning instead of opening its window.", "")
    return python("-m", "cpdesk", "demo", "--out", "out", *rest, offscreen=True)


def test(rest: list[str]) -> int:
    """runs the tests; extra words go to pytest, such as: test tests/policy -k term"""
    printer = PRINTER if os.environ.get("CI") and may_install() else {}
    prepare("test", QT_LIBRARIES | WINDOW_LIBRARIES, SCREEN | printer)
    return python("-m", "pytest", *(rest or SIDE_BY_SIDE), offscreen=True)


LINTERS = {
    "ruff": ("-m", "ruff", "check"),
    "style (python3 -m ruff format fixes it)": ("-m", "ruff", "format", "--check"),
    "types": ("-m", "mypy"),
    "laws": (
        "-c",
        "from importlinter import cli; raise SystemExit(cli.lint_imports(no_logo=True))",
    ),
    "words": ("tools/words.py", "--check"),
}


def lint(rest: list[str]) -> int:
    """checks style, types, the laws of the project and the words for people"""
    prepare("test")
    failed = []
    for name, check in LINTERS.items():
        say(f"== {name}")
        if python(*check) != 0:
            failed.append(name)
    say(f"Problems found in: {', '.join(failed)}" if failed else "No problems found.")
    return 1 if failed else 0


def words(rest: list[str]) -> int:
    """collects the sentences for people into resources/locale/cpdesk.pot"""
    prepare("test")
    return python("tools/words.py", *rest)


def screens(rest: list[str]) -> int:
    """draws the README's pictures into docs/screens"""
    prepare("", QT_LIBRARIES)
    pictures = ROOT / "docs" / "screens"
    with tempfile.TemporaryDirectory() as made:
        told = [str(venv_python()), "-m", "cpdesk", "demo", "--out", made, *rest]
        quiet(told, {**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        pictures.mkdir(parents=True, exist_ok=True)
        for picture in sorted(Path(made).glob("*.png")):
            shutil.copyfile(picture, pictures / picture.name)
    say(f"The pictures are in {pictures.relative_to(ROOT)}.")
    return 0


def bench(rest: list[str]) -> int:
    """measures ratios against floors; extra words name the ones to run, such as: bench admit"""
    prepare("test", QT_LIBRARIES)
    status = 0
    for file in sorted((ROOT / "benchmarks").glob("*.py")):
        # A file without an entry point is shared by the others.
        if "__main__" in file.read_text("utf-8") and (not rest or file.stem in rest):
            status = max(status, python(str(file), offscreen=True))
    return status


# Tests with random examples, by what they are about.
SOAKS = {
    "policy": "tests/policy",
    "services": "tests/services",
    "documents": "tests/documents",
    "models": "tests/models",
    "text": "tests/test_plain_text.py",
}


def soak(rest: list[str]) -> int:
    """runs the random tests of one kind much longer; without a name, lists the kinds"""
    if len(rest) != 1 or rest[0] not in SOAKS:
        say("python3 dev.py soak NAME", "", *(f"  {name}" for name in sorted(SOAKS)))
        return 2
    prepare("test", QT_LIBRARIES)
    os.environ["CPDESK_SOAK"] = "20"
    return python("-m", "pytest", "-m", "hypothesis", *SIDE_BY_SIDE, SOAKS[rest[0]], offscreen=True)


def mutants(rest: list[str]) -> int:
    """puts faults into the code and counts which of them a test notices; takes an hour"""
    prepare("mutants", QT_LIBRARIES)
    return python("tools/mutants.py", *rest, offscreen=True)


def dist(rest: list[str]) -> int:
    """packs the program into dist/cpdesk and tries it out"""
    prepare("dist", QT_LIBRARIES | WINDOW_LIBRARIES)
    status = python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *rest, "cpdesk.spec")
    if status != 0:
        return status
    made = ROOT / "dist" / "cpdesk" / ("cpdesk.exe" if os.name == "nt" else "cpdesk")
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as out:
        for tried in (["--self-check"], ["demo", "--out", out]):
            say(f"Trying {made.relative_to(ROOT)} {tried[0]}")
            status = status or subprocess.run([str(made), *tried], env=env, check=False).returncode
    return status


def help(rest: list[str]) -> int:
    """lists the commands of python3 dev.py"""
    say("python3 dev.py COMMAND [words for the command]", "")
    say(*(f"  {name:<9}{told.__doc__}" for name, told in COMMANDS.items()))
    return 0


COMMANDS = {
    told.__name__: told
    for told in (run, test, lint, words, screens, bench, soak, mutants, dist, help)
}


def main(argv: list[str]) -> int:
    """Runs one command; returns 2 for an unknown command and for what the person has to fix
    first."""
    if sys.version_info < OLDEST:
        say(f"CPDesk needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 2
    name, rest = (argv[0], argv[1:]) if argv else ("help", [])
    if name in ("-h", "--help"):
        name = "help"
    if name not in COMMANDS:
        say(f"{name!r} is not a command.")
        help([])
        return 2
    try:
        return COMMANDS[name](rest)
    except Trouble as trouble:
        say(str(trouble))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
