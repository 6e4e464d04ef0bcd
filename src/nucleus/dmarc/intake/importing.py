"""`nucleus dmarc import`: files of this machine, taken and read in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from nucleus.dmarc.intake.commands import take_files
from nucleus.dmarc.intake.models import Message, Source, State
from nucleus.dmarc.intake.processing import process_messages
from nucleus.dmarc.parsing import LIMITS
from nucleus.kernel.actor import acting, system_actor
from nucleus.platform.accounts.actors import find_actor
from nucleus.platform.tree.models import Organization

BATCH = 100
BATCH_BYTES = 64 * 1024 * 1024


def import_paths(paths: Sequence[Path], *, organization: str, email: str, out: TextIO) -> int:
    """Imports files and folders as the member with that address; prints an outcome a line and a sum.

    Answers 0, or 1 where a path could not be read. What could be read is imported all the same.
    """
    actor, target = find_actor(email, organization)
    problems: list[str] = []
    outcomes: Counter[str] = Counter()
    with acting(actor):
        for batch in _batches(paths, problems):
            for message in _import(target, batch):
                outcomes[message.state] += 1
                out.write(
                    f"{message.get_state_display()}: {message.name}"
                    + (f" ({message.explanation})" if message.explanation else "")
                    + "\n"
                )
    out.writelines(f"cannot be read: {problem}\n" for problem in problems)
    total = sum(outcomes.values())
    parts = ", ".join(f"{State(state).label.lower()} {n}" for state, n in sorted(outcomes.items()))
    out.write(f"{total} files" + (f": {parts}" if parts else "") + "\n")
    return 1 if problems else 0


def _import(organization: Organization, batch: Sequence[tuple[str, bytes]]) -> list[Message]:
    messages = take_files(organization=organization, files=batch, source=Source.COMMAND, read_later=False)
    with system_actor("read imported reports"):
        waiting = [m for m in messages if m.state == State.RECEIVED]
        process_messages(waiting)
    return messages


def _batches(paths: Iterable[Path], problems: list[str]) -> Iterator[list[tuple[str, bytes]]]:
    batch: list[tuple[str, bytes]] = []
    size = 0
    for file in _files(paths, problems):
        try:
            length = file.stat().st_size
            if length > LIMITS.max_input:
                problems.append(f"{file}: larger than {LIMITS.max_input // 1_000_000} MB")
                continue
            batch.append((file.name, file.read_bytes()))
        except OSError as error:
            problems.append(f"{file}: {error.strerror}")
            continue
        size += length
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _files(paths: Iterable[Path], problems: list[str]) -> Iterator[Path]:
    for path in paths:
        try:
            if path.is_dir():
                yield from _files(sorted(path.iterdir()), problems)
            elif path.exists():
                yield path
            else:
                problems.append(f"{path}: there is no such file or folder")
        except OSError as error:
            problems.append(f"{path}: {error.strerror}")
