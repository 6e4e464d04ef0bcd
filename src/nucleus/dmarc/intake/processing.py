"""From a received file to its outcome: read outside any transaction, then stored batch by batch in one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog
from django.db import DatabaseError, transaction

from nucleus.dmarc.domains.queries import registered_for, siblings_of
from nucleus.dmarc.intake.models import Message, PendingReport, State
from nucleus.dmarc.intake.news_commands import tell_of_domains, tell_of_files
from nucleus.dmarc.intake.waiting import replace_waiting
from nucleus.dmarc.parsing import Reading, read_bytes
from nucleus.dmarc.parsing.facts import AggregateReport
from nucleus.dmarc.reports.commands import store_reports
from nucleus.dmarc.reports.storing import Parcel
from nucleus.dmarc.rollups.commands import recount
from nucleus.kernel.actor import Place
from nucleus.kernel.clock import now
from nucleus.platform.files.models import Holding
from nucleus.platform.files.queries import read_holdings
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.tree.bulk import update_rows

log = structlog.get_logger("nucleus.intake")

PURPOSE = "dmarc-report"  # of the domain owner's holding of a received file
BATCH_FILES = 100
NEWS = 14 * 86_400  # seconds for which a report is news; an archive that is imported tells nobody
OUTCOMES = 400  # reports of one file that its row tells of
BATCH_RECORDS = 60_000  # flush earlier when a few files are large, so memory stays bounded


@dataclass(slots=True)
class Read:
    """A message with its reading and the parcels that came of it."""

    message: Message
    reading: Reading
    parcels: list[Parcel] = field(default_factory=list)
    unknown: list[AggregateReport] = field(default_factory=list)


def process_messages(messages: Iterable[Message]) -> int:
    """Reads and stores messages; answers how many were handled. One that fails does not hold up the others."""
    handled = 0
    with _no_search_for_cycles():
        for batch in _batches(messages):
            try:
                _store(batch)
            except (DatabaseError, ValueError, ArithmeticError, LookupError, TypeError):
                log.exception("a batch of messages failed; storing one by one", messages=len(batch))
                _store_singly(batch)
            handled += len(batch)
    return handled


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Rests the collector: rows by the thousand live until their batch is stored, and they hold no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _batches(messages: Iterable[Message]) -> Iterator[list[Read]]:
    batch: list[Read] = []
    records = 0
    waiting = list(messages)
    contents = read_holdings([message.holding_id for message in waiting])
    for message, content in zip(waiting, contents, strict=True):
        if content is None:
            _set_aside(
                message, "bytes-missing", "The kept bytes are not on disk: restore them from a backup, then retry."
            )
            continue
        reading = read_bytes(content, message.name)
        batch.append(Read(message, reading))
        records += sum(len(report.records) for report in reading.reports)
        if len(batch) >= BATCH_FILES or records >= BATCH_RECORDS:
            yield batch
            batch, records = [], 0
    if batch:
        yield batch


def _store(batch: Sequence[Read]) -> None:
    with write_transaction():
        _attribute(batch)
        parcels = [parcel for read in batch for parcel in read.parcels]
        if parcels:
            recount(pairs=store_reports(parcels=parcels))
            _share_files(batch)
        _settle(batch)
        tell_of_files(messages=[read.message for read in batch])


def _store_singly(batch: Sequence[Read]) -> None:
    for read in batch:
        read.parcels, read.unknown = [], []
        try:
            with write_transaction(), transaction.atomic():
                _store([read])
        except (DatabaseError, ValueError, ArithmeticError, LookupError, TypeError) as error:
            log.exception("a message could not be stored", message=read.message.public_id)
            _fail(read.message, error)


def _fail(message: Message, error: Exception) -> None:
    message.refresh_from_db()
    kind = type(error).__name__
    _set_aside(
        message, "not-stored", f"The file was read but could not be stored ({kind}). It is kept; retry it later."
    )


def _set_aside(message: Message, reason: str, explanation: str) -> None:
    message.state, message.reason = State.QUARANTINED, reason
    message.explanation = explanation
    message.attempts += 1
    message.read_at = now()
    with write_transaction():
        message.save()
        tell_of_files(messages=[message])


def _attribute(batch: Sequence[Read]) -> None:
    """Finds the registered domain of each report, per place of the owners."""
    by_place: dict[Place, list[Read]] = {}
    for read in batch:
        by_place.setdefault(read.message.place, []).append(read)
    for place, reads in by_place.items():
        names = {report.policy.domain for read in reads for report in read.reading.reports}
        known = registered_for(names, place)
        siblings = siblings_of(domain.organization_id for domain in known.values())
        for read in reads:
            for report in read.reading.reports:
                domain = known.get(report.policy.domain)
                if domain is None:
                    read.unknown.append(report)
                    continue
                own = siblings[domain.organization_id]
                read.parcels.append(
                    Parcel(report, domain, own, message=read.message.public_id, sha256=read.message.sha256)
                )


def _share_files(batch: Sequence[Read]) -> None:
    """Lets the organization of each stored report hold the received file too, where somebody else received it."""
    claims: dict[tuple[int, int], Holding] = {}
    for read in batch:
        for parcel in read.parcels:
            owner = parcel.domain.organization
            if parcel.stored is not None and owner.pk != read.message.organization_id:
                blob = read.message.holding.blob
                claims[owner.pk, blob.pk] = Holding.fresh(
                    organization=owner, blob=blob, name=read.message.name, purpose=PURPOSE
                )
    Holding.objects.bulk_create(claims.values(), ignore_conflicts=True)


def _settle(batch: Sequence[Read]) -> None:
    """Writes the outcome of each message, and its waiting reports."""
    moment = now()
    since = int(moment.timestamp()) - NEWS
    named = {(read.message.organization, r.policy.domain) for read in batch for r in read.unknown if r.end > since}
    tell_of_domains(named=named)
    pending: list[PendingReport] = []
    for read in batch:
        _outcome(read)
        read.message.read_at = moment
        read.message.attempts += 1
        waiting: dict[str, PendingReport] = {}
        for report in read.unknown:
            row = waiting.setdefault(
                report.policy.domain,
                PendingReport(
                    organization=read.message.organization,
                    message=read.message,
                    name=report.policy.domain,
                    reporter=report.org[:200],
                    seen_at=read.message.received_at,
                ),
            )
            row.volume += report.messages
        pending.extend(waiting.values())
    replace_waiting([read.message for read in batch], pending)
    update_rows(
        [read.message for read in batch],
        ["state", "kind", "reason", "explanation", "repairs", "outcomes", "reports", "volume", "read_at", "attempts"],
    )


def _outcome(read: Read) -> None:
    message, reading = read.message, read.reading
    message.kind = reading.kind
    message.repairs = [[repair.code, repair.detail[:300]] for repair in reading.repairs[:50]]
    message.reports = len(reading.reports)
    message.volume = sum(report.messages for report in reading.reports)
    found = [(p.report, p.outcome, p.stored.public_id if p.stored else "") for p in read.parcels]
    found += [(report, "unknown", "") for report in read.unknown]
    message.outcomes = [
        {
            "reporter": report.org[:200],
            "report_id": report.report_id[:255],
            "domain": report.policy.domain,
            "outcome": outcome,
            "records": len(report.records),
            "messages": report.messages,
            "report": public_id,
        }
        for report, outcome, public_id in found[:OUTCOMES]
    ]
    message.state, message.reason, message.explanation = _verdict(read)


def _verdict(read: Read) -> tuple[str, str, str]:
    """State, reason and explanation out of what became of the pieces."""
    reading = read.reading
    stored = [p for p in read.parcels if p.outcome == "stored"]
    if reading.status == "quarantined" and not reading.reports:
        return State.QUARANTINED, reading.reason, reading.message[:500]
    if reading.status == "quarantined":
        return State.PARTLY, reading.reason, reading.message[:500]
    if read.unknown and not read.parcels:
        names = ", ".join(sorted({report.policy.domain for report in read.unknown})[:5])
        return (
            State.UNKNOWN,
            "unknown-domain",
            f"Nobody has registered {names}. Register the domain and the report is counted.",
        )
    if read.unknown:
        return State.PARTLY, "unknown-domain", "Some reports are for domains that nobody has registered."
    differing = [p for p in read.parcels if p.outcome == "differs"]
    if differing:
        text = "This report was received before with other contents. It is kept beside the first and not counted."
        return (State.PARTLY if stored else State.DUPLICATE), "differs", text
    if not stored and read.parcels:
        return State.DUPLICATE, "duplicate", "This report is stored already; nothing was counted twice."
    return State.STORED, "", ""
