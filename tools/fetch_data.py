#!/usr/bin/env python3
"""Takes the country and network data and the sender map out of the parsedmarc wheel: `python tools/fetch_data.py`.

The wheel's version and hash are those pinned in `requirements/bench.txt`; only its data files are used, none of its
code.
IPinfo Lite is CC BY-SA 4.0, the sender map Apache-2.0 (`docs/LICENCES.md`). They land in `src/nucleus/_data/`, which is
not committed. Without them Nucleus says "unknown" where a country, network or sender would stand, so a failure here
is a message and never an error.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "nucleus" / "_data"
STAMP = DATA / "origin.json"
PINS = ROOT / "requirements" / "bench.txt"
PACKAGE = "parsedmarc"
WANTED = {
    "parsedmarc/resources/ipinfo/ipinfo_lite.mmdb": "ipinfo_lite.mmdb",
    "parsedmarc/resources/maps/base_reverse_dns_map.csv": "senders.csv",
}
LARGEST = 200 * 1024 * 1024
"""Bytes one member may unpack to: the data is about 25 MB. pip checks the hash; this guards against a bad pin."""


def pinned() -> list[str]:
    """The requirement of the package with its hashes, as it stands in the pins."""
    lines: list[str] = []
    for line in PINS.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{PACKAGE}==") or (lines and line.startswith(" ")):
            lines.append(line)
        elif lines:
            break
    return lines


def is_there(requirement: str) -> bool:
    """Whether the data of exactly this version has been taken out already."""
    try:
        known = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(known.get("requirement") == requirement) and all((DATA / name).exists() for name in WANTED.values())


def download(requirement: list[str], folder: Path) -> Path | None:
    """The wheel, with its hash checked by pip; nothing where it cannot be had."""
    pins = folder / "pin.txt"
    pins.write_text("\n".join(requirement) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    done = subprocess.run(
        [*command, "--retries", "1", "--timeout", "20", "-d", str(folder), "-r", str(pins)],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    wheels = list(folder.glob("*.whl"))
    return wheels[0] if done.returncode == 0 and wheels else None


def unpack(wheel: Path) -> None:
    """Copies the wanted members into place, each written whole before it takes its name."""
    DATA.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for member, name in WANTED.items():
            if archive.getinfo(member).file_size > LARGEST:
                raise ValueError(f"{member} is larger than expected")
            fresh = DATA / (name + ".new")
            fresh.write_bytes(archive.read(member))
            fresh.replace(DATA / name)


def main() -> int:
    """Always 0: the data is useful, not needed."""
    requirement = pinned()
    if not requirement:
        print("  no country data: its pin is missing from requirements/bench.txt")
        return 0
    version = requirement[0].split(" ")[0]
    if is_there("".join(requirement)):
        return 0
    print(f"  fetching country, network and sender data (out of {version})", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        wheel = download(requirement, Path(folder))
        if wheel is None:
            print('  not reachable now: countries and senders read "unknown" until the next start')
            return 0
        try:
            unpack(wheel)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            print(f"  the data could not be taken out ({error}); countries and senders read unknown")
            return 0
    STAMP.write_text(json.dumps({"requirement": "".join(requirement), "version": version}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
