"""Our reader against parsedmarc, offline, on the same generated files in the same run.

    python -m benchmarks.reader [--part N] [--rounds N]

Each side is one long-lived process; they take turns, and the ratio is taken round by round, so that a busy machine
slows both alike. Each round has new files, as a mailbox has, so neither side lives on what it remembers. Unpacking,
XML and the look-up of country and network are in it on both sides. Every round is compared with the truth of the
corpus; a wrong sum ends the run. Exit status 1 where a bar is missed.
"""

import argparse
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.corpora import CORPUS_A, CORPUS_C, File, Shape, generate

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "var" / "bench-venv"
WORKER = Path(__file__).with_name("reader_worker.py")
SEED = 20_261_121


class Course(NamedTuple):
    """A corpus with the unit it is measured in and the bar of issue 3."""

    name: str
    shape: Shape
    unit: str
    bar: float


COURSES = (Course("A", CORPUS_A, "records", 10), Course("C", CORPUS_C, "reports", 12))


class Side:
    """One worker process: a script with its arguments."""

    def __init__(self, name: str, python: Path | str, *command: str | Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        self.name = name
        self._process = subprocess.Popen(
            [python, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def round(self, corpus: Path) -> dict[str, Any]:
        """Read a corpus."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{corpus}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended without an answer")
        return json.loads(line)

    def stop(self) -> None:
        """End the process."""
        self._process.communicate()


def peer_python() -> Path:
    """The Python of an environment of its own with parsedmarc, made on the first run."""
    python = PEER / "bin" / "python"
    requirements = ROOT / "requirements" / "bench.txt"
    stamp = PEER / "requirements.txt"
    if not stamp.is_file() or stamp.read_text() != requirements.read_text():
        venv.create(PEER, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", requirements], check=True)
        stamp.write_text(requirements.read_text())
    return python


def peer_side() -> Side:
    """parsedmarc as it reads files, storing nothing."""
    return Side("parsedmarc", peer_python(), WORKER, "parsedmarc")


def country_database() -> str:
    """The database that comes with parsedmarc: both sides look addresses up in it."""
    return str(next(PEER.glob("lib/*/site-packages/parsedmarc/resources/ipinfo/*.mmdb"), ""))


def run(course: Course, part: int, rounds: int, folder: Path) -> bool:
    """Measure one course and print it. Answers whether the bar holds."""
    shape = course.shape._replace(reports=course.shape.reports // part)
    corpus = folder / f"{course.name}.pickle"
    database = country_database()
    sides = [Side("nucleus", sys.executable, WORKER, "nucleus", database), peer_side()]
    results: list[list[dict[str, Any]]] = []
    files: list[File] = []
    try:
        for number in range(rounds + 1):
            files = list(generate(shape if number else shape._replace(reports=20), SEED + number))
            corpus.write_bytes(pickle.dumps([(file.data, file.name) for file in files]))
            order = sides if number % 2 == 0 else sides[::-1]
            answers = {side.name: check(side.round(corpus), files, side.name) for side in order}
            if number:  # the first one only warms both sides up
                results.append([{**answers[side.name], **size_of(files)} for side in sides])
    finally:
        for side in sides:
            side.stop()
    return report(course, results)


def size_of(files: list[File]) -> dict[str, float]:
    """How much there is to read."""
    return {
        "reports": len(files),
        "records": sum(file.records for file in files),
        "megabytes": sum(len(file.data) for file in files) / 1e6,
    }


def check(answer: dict[str, Any], files: list[File], name: str) -> dict[str, Any]:
    """End the run where the sums are not the truth."""
    truth = (sum(file.records for file in files), sum(file.messages for file in files))
    if (answer["records"], answer["messages"]) != truth:
        raise SystemExit(f"{name} counted {answer['records']} records, {answer['messages']} messages; truth: {truth}")
    return answer


def report(course: Course, results: list[list[dict[str, Any]]]) -> bool:
    """Print one course."""
    first = results[0][0]
    print(f"corpus {course.name}: {first['reports']:,} reports, {first['records']:,} records,", end=" ")
    print(f"{first['megabytes']:.1f} MB of files in the first round")
    for index, name in enumerate(("nucleus", "parsedmarc")):
        speeds = [result[index][course.unit] / result[index]["cpu"] for result in results]
        peak = max(result[index]["peak_kib"] for result in results) / 1024
        middle = statistics.median(result[index]["cpu"] for result in results)
        speed = statistics.median(speeds)
        print(f"  {name:<11}{middle:9.3f} CPU s {speed:11,.0f} {course.unit}/CPU s   peak memory +{peak:.0f} MB")
    ratios = [theirs["cpu"] / ours["cpu"] for ours, theirs in results]
    ratio = statistics.median(ratios)
    held = ratio >= course.bar
    spread = f"{min(ratios):.1f}-{max(ratios):.1f}"
    print(f"  ratio {ratio:.1f} ({spread}, {len(ratios)} rounds), bar {course.bar:g}: {'held' if held else 'MISSED'}")
    return held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=int, default=5, help="read one in N of the reports (1: the whole corpora)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", choices=[course.name for course in COURSES], help="only this one")
    options = parser.parse_args()
    peer_python()
    print("CPU seconds are user and system; unpacking, XML and offline country look-up included on both sides.")
    with tempfile.TemporaryDirectory() as folder:
        chosen = [course for course in COURSES if options.corpus in (None, course.name)]
        held = [run(course, options.part, options.rounds, Path(folder)) for course in chosen]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
