"""Our whole pipeline against parsedmarc, which merely parses the same generated files in the same run.

    python -m benchmarks.pipeline [--part N] [--rounds N]

Ours is the job of the background worker over a temporary SQLite database: files from disk, unpacked, read, enriched,
stored and counted, in batches of 100. That their bytes are kept (`intake.take`) comes before the clock; the peer gets
its bytes from memory. Both are long-lived processes that take turns; the ratio is taken round by round. After every
round the sums of the database must be the truth of the corpora read so far, and once more after the same files were
read a second time. Exit status 1 where the bar is missed.
"""

import argparse
import pickle
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.corpora import CORPUS_A, File, generate
from benchmarks.reader import SEED, Course, Side, check, peer_python, peer_side, report, size_of

WORKER = Path(__file__).with_name("pipeline_worker.py")
COURSE = Course("A, whole pipeline", CORPUS_A, "records", 6)
WARM = 100  # reports of the first round, which only warms both sides up


class Truth:
    """What the database must hold after the corpora fed so far."""

    def __init__(self) -> None:
        self.reports = self.records = self.messages = 0

    def add(self, files: list[File]) -> None:
        self.reports += len(files)
        self.records += sum(file.records for file in files)
        self.messages += sum(file.messages for file in files)

    def compare(self, sums: dict[str, int], when: str) -> None:
        """End the run where a sum is not the truth."""
        for name, value in sums.items():
            wanted = getattr(self, name.rpartition("_")[2])
            if value != wanted:
                raise SystemExit(f"nucleus, {when}: {name} is {value:,}, truth: {wanted:,}")


def our_side(folder: Path) -> Side:
    """The pipeline with its database in the folder."""
    return Side("nucleus", sys.executable, WORKER, folder)


def measure(part: int, rounds: int, folder: Path) -> bool:
    """Measure and print. Answers whether the bar holds."""
    shape = COURSE.shape._replace(reports=COURSE.shape.reports // part)
    sides = [our_side(folder / "data"), peer_side()]
    truth, results = Truth(), []
    try:
        for number in range(rounds + 1):
            wanted = shape if number else shape._replace(reports=WARM)
            files = list(generate(wanted, SEED + number, first=number * max(shape.reports, WARM)))
            corpus = folder / "corpus.pickle"
            corpus.write_bytes(pickle.dumps([(file.data, file.name) for file in files]))
            truth.add(files)
            answers = _round(sides if number % 2 == 0 else sides[::-1], corpus, files, truth)
            if number:
                results.append([{**answers[side.name], **size_of(files)} for side in sides])
    finally:
        for side in sides:
            side.stop()
    held = report(COURSE, results)
    again = sum(ours["cpu"] for ours, _ in results), sum(ours["again_cpu"] for ours, _ in results)
    print(
        f"  all sums exact in {len(results)} rounds; the same files again: {again[1] / again[0]:.2f} of the first time"
    )
    return held


def _round(order: list[Side], corpus: Path, files: list[File], truth: Truth) -> dict[str, dict[str, Any]]:
    answers = {}
    for side in order:
        answer = answers[side.name] = side.round(corpus)
        if side.name == "nucleus":
            truth.compare(answer["sums"], "after a round")
            truth.compare(answer["again_sums"], "after the same files again")
        else:
            check(answer, files, side.name)
    return answers


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=int, default=4, help="one in N of the reports (1: the whole corpus)")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    peer_python()
    print("CPU seconds are user and system; bytes are kept before the clock, everything after that is inside.")
    with tempfile.TemporaryDirectory() as folder:
        return 0 if measure(options.part, options.rounds, Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
