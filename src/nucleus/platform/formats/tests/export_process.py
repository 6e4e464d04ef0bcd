"""Writes a large file and says how much memory that took, in bytes: `export_process.py NAME ROWS PATH`."""

from __future__ import annotations

import datetime as dt
import resource
import sys
from decimal import Decimal
from pathlib import Path

from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.formats.heads import Head

HEADS = [Head(f"field_{n}", f"Field {n}") for n in range(10)]
CHUNK = 1000


def row(number):
    when = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    price = Decimal(number) / 100
    name = f"Organization number {number} & daughters"
    return (f"ORG-{number:012}", name, number, number / 7, price, number % 2 == 0, when.date(), when, "=1+1", None)


def chunks(rows):
    for start in range(0, rows, CHUNK):
        yield [row(number) for number in range(start, min(start + CHUNK, rows))]


def peak():
    """The most memory that the process ever held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    name, rows, path = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    b"".join(FORMATS[name].stream(HEADS, chunks(CHUNK)))  # what is loaded on first use belongs to the resting process
    resting = peak()
    with path.open("wb") as file:
        for piece in FORMATS[name].stream(HEADS, chunks(rows)):
            file.write(piece)
    sys.stdout.write(str(peak() - resting))


if __name__ == "__main__":
    main()
