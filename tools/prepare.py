#!/usr/bin/env python3
"""Prepares the checkout: `python tools/prepare.py run|test|bench`.

Makes `.venv`, installs the pinned packages with their hashes, lays the `nucleus` command into it, builds the front-end
files and takes the country data out of its wheel. Each step leaves a stamp, so that a second call needs no network and
well under a second. Works as an ordinary user and from a path with blanks. Standard library only, and no syntax newer
than Python 3.7, so that an old interpreter still reaches the message that says what it lacks.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "nucleus-prepared.json"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
ASSETS = ROOT / "src" / "nucleus" / "_assets"
LEVELS = {
    "run": ("base", "build"),
    "test": ("base", "build", "postgres", "dev"),
    "bench": ("base", "build", "postgres", "dev", "bench"),
}
"""What each level installs. A level once prepared stays: `make run` after `make test` takes nothing away."""

LOCALE = ROOT / "src" / "nucleus" / "locale"
ASSET_SOURCES = ("themes", "package.json", "package-lock.json", "tools/build_assets.py", "tools/world_map.py")

COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from nucleus.config.cli import main

if __name__ == "__main__":
    sys.exit(main())
"""
"""A shell line that Python reads as a string: a `#!` line can neither hold blanks nor a long path."""


class PreparationError(Exception):
    """Something that the reader of the message can put right."""


def say(text: str) -> None:
    """One line of progress."""
    print(f"  {text}", flush=True)


def digest(*parts: Path) -> str:
    """SHA-256 over the names and contents of files and of all files in folders."""
    found = hashlib.sha256()
    for part in parts:
        files = sorted(p for p in part.rglob("*") if p.is_file()) if part.is_dir() else [part]
        for file in files:
            if file.exists():
                found.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def read_stamp() -> dict[str, str]:
    """What was prepared last time; empty where nothing was, or where the folder has been moved since."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    same = stamp.get("root") == str(ROOT) and PYTHON.exists()
    return stamp if same else {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Notes what is done; called after each step, so that an interrupted preparation resumes."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    fresh.replace(STAMP)


def run(*command: str, quiet: bool = False) -> int:
    """Runs a program in the checkout and answers its exit status. `quiet` hides what it prints."""
    sink = subprocess.DEVNULL if quiet else None
    environment = dict(
        os.environ, UV_PYTHON_DOWNLOADS="never", PIP_DISABLE_PIP_VERSION_CHECK="1", VIRTUAL_ENV=str(VENV)
    )
    environment.pop("PYTHONPATH", None)
    return subprocess.call(
        list(command), cwd=str(ROOT), env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
    )


def make_environment() -> None:
    """A fresh `.venv` with pip in it. Raises PreparationError where Python lacks a part."""
    say(f"making .venv with Python {sys.version.split()[0]}")
    if VENV.exists():
        shutil.rmtree(VENV)
    if run(sys.executable, "-c", "import ensurepip, venv", quiet=True) == 0:
        status = run(sys.executable, "-m", "venv", str(VENV))
    else:  # Debian keeps ensurepip apart; pip of the system can fill the environment as well
        status = run(sys.executable, "-m", "venv", "--without-pip", str(VENV))
        status = status or run(sys.executable, "-m", "pip", "-q", "--python", str(PYTHON), "install", "pip")
    if status:
        shutil.rmtree(VENV, ignore_errors=True)
        raise PreparationError(
            "Python's own parts venv and pip are missing. On Debian and Ubuntu: apt install python3-venv"
        )


def install_packages(files: list[Path]) -> None:
    """Brings `.venv` to exactly the pinned packages: with uv, or with pip where uv does not run on this machine."""
    say("installing packages: " + ", ".join(f.stem for f in files))
    pip = (str(PYTHON), "-m", "pip", "-q", "install", "--require-hashes")
    named = [str(f) for f in files]
    uv = VENV / "bin" / "uv"
    if uv.exists() or run(*pip, "-r", str(REQUIREMENTS / "uv.txt")) == 0:
        if run(str(uv), "pip", "sync", "-q", "--python", str(PYTHON), "--require-hashes", *named) == 0:
            return
        say("uv did not succeed; trying pip, which is slower")
    if run(*pip, *[part for name in named for part in ("-r", name)]) != 0:
        raise PreparationError(
            "the packages could not be installed: the first run needs a package registry (see above)"
        )


def lay_command() -> None:
    """Makes `src` importable and `.venv/bin/nucleus` call it: what an editable install does, without a build tool."""
    packages = subprocess.check_output(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], universal_newlines=True
    ).strip()
    (Path(packages) / "nucleus.pth").write_text(str(ROOT / "src") + "\n", encoding="utf-8")
    command = VENV / "bin" / "nucleus"
    command.write_text(COMMAND.format(python=PYTHON), encoding="utf-8")
    command.chmod(0o755)


def wanted_levels(stamp: dict[str, str], level: str) -> list[Path]:
    """The requirement files of this level and of those prepared before."""
    sets = {*LEVELS[level], *stamp.get("sets", "").split()}
    return [REQUIREMENTS / f"{name}.txt" for name in LEVELS["bench"] if name in sets]


def prepare_packages(level: str) -> dict[str, str]:
    """Environment, packages and command, where they are not up to date. Answers the stamp."""
    stamp = read_stamp()
    files = wanted_levels(stamp, level)
    packages = digest(*files, REQUIREMENTS / "uv.txt", Path(__file__))
    if stamp.get("packages") == packages:
        return stamp
    if not stamp:
        make_environment()
    install_packages(files)
    lay_command()
    stamp.update(root=str(ROOT), packages=packages, sets=" ".join(f.stem for f in files))
    write_stamp(stamp)
    return stamp


def prepare_catalogues(stamp: dict[str, str]) -> dict[str, str]:
    """Compiles the texts of the languages where they changed. Answers the stamp."""
    catalogues = sorted(LOCALE.rglob("*.po"))
    compiler = ROOT / "tools" / "translations.py"
    sources = digest(*catalogues, compiler)
    if stamp.get("catalogues") == sources and all(c.with_suffix(".mo").exists() for c in catalogues):
        return stamp
    if run(str(PYTHON), str(compiler), "--compile") != 0:
        raise PreparationError("the texts of the languages could not be compiled (see above)")
    stamp = {**stamp, "catalogues": sources}
    write_stamp(stamp)
    return stamp


def prepare_assets(stamp: dict[str, str]) -> None:
    """Builds the front-end files where their sources changed."""
    builder = ROOT / "tools" / "build_assets.py"
    if not builder.exists():
        return
    sources = digest(*[ROOT / name for name in ASSET_SOURCES])
    if stamp.get("assets") == sources and ASSETS.exists():
        return
    say("building the front-end files")
    if run(str(PYTHON), str(builder)) != 0:
        raise PreparationError("the front-end files could not be built (see above)")
    write_stamp({**stamp, "assets": sources})


def main() -> int:
    """Prepares the level named on the command line. 0 when all is there, 1 with a message otherwise."""
    level = sys.argv[1] if len(sys.argv) > 1 else "run"
    if level not in LEVELS:
        print(f"usage: prepare.py {'|'.join(LEVELS)}", file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):
        print(f"Nucleus needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    try:
        stamp = prepare_packages(level)
        run(str(PYTHON), str(ROOT / "tools" / "fetch_data.py"))  # says by itself what it could not get; never fatal
        stamp = prepare_catalogues(stamp)
        prepare_assets(stamp)
    except PreparationError as error:
        print(f"\nNot prepared: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
