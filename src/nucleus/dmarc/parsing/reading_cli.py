"""`nucleus dmarc read PATH...`: reads report files without a database."""

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from .facts import Reading
from .limits import LIMITS, Limits
from .reading import read_bytes, too_large


def read_paths(paths: Iterable[str | Path], out: TextIO, *, as_json: bool = True, limits: Limits = LIMITS) -> int:
    """Read files and walk directories; write one line per file to `out`, errors to the standard error.

    Answers the exit status: 0 unless a path cannot be read, whatever the files hold.
    """
    status = 0
    for path in paths:
        for file, error in _files(Path(path)):
            reading = None if error else _read(file, limits)
            if isinstance(reading, Reading):
                out.write((_json_line(file, reading) if as_json else _line(file, reading)) + "\n")
            else:
                status = 1
                sys.stderr.write(f"{_printable(str(file))}: cannot be read: {error or reading}\n")
    return status


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Each file under `path` in the order of names; with a sentence where it cannot be listed."""
    if not path.is_dir():
        yield path, ""
        return
    errors: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=errors.append):
        folders.sort()
        for name in sorted(names):
            yield Path(folder) / name, ""
    for error in errors:
        yield Path(error.filename or path), error.strerror or "it cannot be listed"


def _read(path: Path, limits: Limits) -> Reading | str:
    """What the file says, or why it cannot be read. Devices and pipes are never opened."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return "it is no file"
        if state.st_size > limits.max_input:
            return too_large(state.st_size, limits)
        with path.open("rb") as file:
            data = file.read(limits.max_input + 1)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or "its name is not allowed"
    return read_bytes(data, path.name, limits=limits)


def _json_line(path: Path, reading: Reading) -> str:
    return json.dumps(as_object(_printable(str(path)), reading))


def as_object(file: str, reading: Reading) -> dict[str, Any]:
    """The object that the command prints for one file."""
    return {
        "file": file,
        "kind": reading.kind,
        "status": reading.status,
        "reason": reading.message,
        "repairs": [{"code": repair.code, "detail": repair.detail} for repair in reading.repairs],
        "reports": [
            {
                "org": report.org,
                "report_id": report.report_id,
                "domain": report.policy.domain,
                "begin": report.begin,
                "end": report.end,
                "records": len(report.records),
                "messages": report.messages,
            }
            for report in reading.reports
        ],
    }


def _line(path: Path, reading: Reading) -> str:
    records = sum(len(report.records) for report in reading.reports)
    messages = sum(report.messages for report in reading.reports)
    domains = ", ".join(dict.fromkeys(report.policy.domain for report in reading.reports))
    why = reading.message or "; ".join(repair.detail for repair in reading.repairs)
    figures = f"{records:>8,} rows {messages:>10,} messages" if reading.reports else f"{'':>33}"
    return _printable(f"{reading.status:<11} {reading.kind:<9} {figures}  {domains:<30} {path.name}  {why}".rstrip())


def _printable(text: str) -> str:
    """Without control characters: names come from strangers and go to a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
