"""Whether the audit trail is whole: every hash, every number, every head, and what was signed outside the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TextIO

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.operations.monitoring.chain import CONTENT, digest
from nucleus.operations.monitoring.models import Head
from nucleus.operations.monitoring.signing import HeadsDamaged, signed_heads
from nucleus.platform.audit.models import Line
from nucleus.platform.tree.models import Organization

PATIENCE = dt.timedelta(minutes=10)  # how long a line may wait for its seal


class Verdict(StrEnum):
    """What can be wrong, kept apart."""

    ALTERED = "altered"
    MISSING = "missing"
    UNCHAINED = "unchained tail"
    MISMATCH = "head mismatch"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where it begins and what it means."""

    verdict: Verdict
    organization: str
    sequence: int
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All findings, and how much was looked at."""

    findings: tuple[Finding, ...]
    lines: int
    waiting: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def verify_chain() -> Outcome:
    """Checks everything. Reads each line once; changes nothing."""
    with system_actor("verification of the audit trail"):
        names = dict(Organization.objects.values_list("pk", "public_id"))
        heads = {h.organization: h for h in Head.objects.all()}
        signed = _Signed()
        findings: list[Finding] = []
        total = 0
        rows = Line.objects.filter(sequence__isnull=False).order_by("organization_id", "sequence")
        found = rows.values("organization_id", "sequence", "previous_hash", "hash", *CONTENT).iterator(2000)
        for owner, lines in groupby(found, key=lambda row: row["organization_id"]):
            walk = _Walk(names.get(owner, f"#{owner}"), signed)
            total += walk.through(lines)
            findings += walk.findings
            findings += _end(walk, heads.pop(owner, None))
        findings += _lost(heads.values(), names)
        findings += signed.findings()
        findings += _unchained(names)
        waiting = Line.objects.filter(sequence__isnull=True).count()
    return Outcome(tuple(findings), total, waiting)


class _Signed:
    """What was signed, by organization and number; what is met in the database is struck off."""

    def __init__(self) -> None:
        self.open: dict[tuple[str, int], str] = {}
        self.damage = ""
        self.wrong: list[Finding] = []
        try:
            for head in signed_heads():
                self.open[head.organization, head.sequence] = head.hash
        except HeadsDamaged as error:
            self.damage = str(error)

    def met(self, organization: str, sequence: int, hash_: str) -> None:
        expected = self.open.pop((organization, sequence), hash_)
        if expected != hash_:
            text = "the chain up to here is not the one that was signed: it was rewritten"
            self.wrong.append(Finding(Verdict.MISMATCH, organization, sequence, text))

    def findings(self) -> Iterator[Finding]:
        yield from self.wrong
        for (organization, sequence), _hash in sorted(self.open.items()):
            yield Finding(Verdict.MISSING, organization, sequence, "this line was signed and is gone")
        if self.damage:
            yield Finding(Verdict.MISMATCH, "", 0, self.damage)


class _Walk:
    """Through the lines of one organization in the order of their numbers."""

    def __init__(self, organization: str, signed: _Signed) -> None:
        self.organization = organization
        self.signed = signed
        self.sequence = 0
        self.hash = ""
        self.findings: list[Finding] = []

    def through(self, lines: Iterator[dict[str, object]]) -> int:
        count = 0
        for row in lines:
            count += 1
            self._one(row)
        return count

    def _one(self, row: dict[str, object]) -> None:
        row.pop("organization_id")
        sequence, previous, stored = row.pop("sequence"), row.pop("previous_hash"), row.pop("hash")
        assert isinstance(sequence, int)
        if sequence != self.sequence + 1:
            self._say(Verdict.MISSING, self.sequence + 1, f"lines {self.sequence + 1} to {sequence - 1} are gone")
        elif previous != self.hash:
            self._say(Verdict.ALTERED, sequence, "it does not follow the line before")
        if digest(str(previous), self.organization, sequence, row) != stored:
            self._say(Verdict.ALTERED, sequence, "its content is not what was sealed")
        self.signed.met(self.organization, sequence, str(stored))
        self.sequence, self.hash = sequence, str(stored)

    def _say(self, verdict: Verdict, sequence: int, text: str) -> None:
        self.findings.append(Finding(verdict, self.organization, sequence, text))


def _end(walk: _Walk, head: Head | None) -> Iterator[Finding]:
    if head is None:
        yield Finding(Verdict.MISMATCH, walk.organization, walk.sequence, "its head is gone")
    elif head.sequence > walk.sequence:
        text = f"lines {walk.sequence + 1} to {head.sequence} are gone"
        yield Finding(Verdict.MISSING, walk.organization, walk.sequence + 1, text)
    elif (head.sequence, head.hash) != (walk.sequence, walk.hash):
        yield Finding(Verdict.MISMATCH, walk.organization, walk.sequence, "the last line is not the one of the head")


def _lost(heads: Iterable[Head], names: dict[int, str]) -> Iterator[Finding]:
    for head in heads:
        if head.sequence:
            name = names.get(head.organization, f"#{head.organization}")
            yield Finding(Verdict.MISSING, name, 1, f"all {head.sequence} lines are gone")


def _unchained(names: dict[int, str]) -> Iterator[Finding]:
    old = Line.objects.filter(sequence__isnull=True, at__lt=now() - PATIENCE).order_by("organization_id", "pk")
    for owner, rows in groupby(old.values_list("organization_id", "at"), key=lambda row: row[0]):
        lines = list(rows)
        text = f"{len(lines)} lines since {lines[0][1]:%F %H:%M} have no seal: the sealing job does not run"
        yield Finding(Verdict.UNCHAINED, names.get(owner, f"#{owner}"), 0, text)


def verify_command(out: TextIO) -> int:
    """`nucleus audit verify`: prints what is wrong and answers 1, or one line and 0."""
    outcome = verify_chain()
    for finding in outcome.findings:
        where = f" {finding.organization}" if finding.organization else ""
        number = f" line {finding.sequence}" if finding.sequence else ""
        out.write(f"{finding.verdict}:{where}{number}: {finding.text}\n")
    state = "ok" if outcome.ok else f"{len(outcome.findings)} findings"
    out.write(f"{state}: {outcome.lines} sealed lines, {outcome.waiting} waiting for their seal\n")
    return 0 if outcome.ok else 1
