"""Storing reports: the one write of this room, done by the software for what came in."""

from __future__ import annotations

from collections.abc import Sequence

from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.reports.events import FirstReport, ReportsStored
from nucleus.dmarc.reports.models import Report
from nucleus.dmarc.reports.records import Row, append_records, rows_of_report
from nucleus.dmarc.reports.storing import Batch, Parcel, as_report, moment
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit
from nucleus.platform.tree.bulk import update_rows


@command("reports.store", audited=False)  # the intake message that each report names is its record
def store_reports(*, parcels: Sequence[Parcel]) -> set[tuple[int, int]]:
    """Stores parcels and sets the outcome of each: stored, duplicate, or differs (kept, not counted).

    Answers the (domain, day) pairs whose sums must be recounted.
    """
    fresh = _insert_reports(parcels)
    batch = Batch(parcels)
    touched: set[tuple[int, int]] = set()
    rows: list[Row] = []
    for parcel in parcels:
        report = parcel.stored
        if report is None or report.pk is None:
            continue
        rows.extend(batch.rows(parcel, report.pk))
        touched.update((domain, parcel.day) for domain in (parcel.domain.pk, *parcel.attribution.values()))
    rows.sort()
    append_records(rows)
    for parcel in parcels:
        if parcel.outcome == "again":
            _compare(parcel, batch)
    _note_policies(fresh)
    _announce(fresh)
    return touched


def _insert_reports(parcels: Sequence[Parcel]) -> list[Parcel]:
    """Inserts the report rows; those whose natural key is taken get the outcome `again`."""
    reports = [as_report(parcel) for parcel in parcels]
    Report.objects.bulk_create(reports, ignore_conflicts=True, batch_size=200)
    wanted = [report.public_id for report in reports]
    ids = dict(Report.objects.filter(public_id__in=wanted).values_list("public_id", "pk"))
    fresh = []
    for parcel, report in zip(parcels, reports, strict=True):
        report.pk = ids.get(report.public_id)
        parcel.stored = report if report.pk else None
        parcel.outcome = "stored" if report.pk else "again"
        if report.pk:
            fresh.append(parcel)
    return fresh


def _compare(parcel: Parcel, batch: Batch) -> None:
    """Tells a re-send from one that says something else; the latter is kept beside the first, not counted."""
    report = as_report(parcel)
    first = Report.objects.get(
        organization=report.organization, reporter=report.reporter, report_id=report.report_id,
        policy_domain=report.policy_domain, begin=report.begin, end=report.end, counted=True,
    )  # fmt: skip
    rows = batch.rows(parcel, first.pk)
    domains = sorted({row[0] for row in rows} | {first.domain_id})
    if sorted(tuple(int(v) for v in row[3:]) for row in rows) == rows_of_report(domains, first.day, first.pk):
        parcel.outcome, parcel.stored = "duplicate", first
        return
    report.counted = False
    report.save(force_insert=True)
    parcel.outcome, parcel.stored = "differs", report


def _note_policies(parcels: Sequence[Parcel]) -> None:
    """Keeps on each domain what its newest report saw published."""
    newest: dict[int, Parcel] = {}
    for parcel in parcels:
        known = newest.get(parcel.domain.pk)
        if known is None or parcel.report.end > known.report.end:
            newest[parcel.domain.pk] = parcel
    # Read anew and locked: what the parcels carry was read before this batch, and another one may run beside it.
    domains = list(Domain.objects.select_for_update().filter(pk__in=newest).order_by("pk"))
    changed = [domain for domain in domains if _note_policy(domain, newest[domain.pk])]
    update_rows(changed, ["policy", "subdomain_policy", "alignment", "policy_seen_at", "last_report_at"])


def _note_policy(domain: Domain, parcel: Parcel) -> bool:
    """Puts what the report saw on its domain, unless a newer one said it. Answers whether anything changed."""
    seen = moment(parcel.report.end)
    policy = parcel.report.policy
    says = policy.domain == domain.name and (domain.policy_seen_at is None or domain.policy_seen_at < seen)
    is_last = domain.last_report_at is None or domain.last_report_at < seen
    if says:
        domain.policy = policy.p if policy.p in ("none", "quarantine", "reject") else ""
        domain.subdomain_policy = policy.sp[:12]
        domain.alignment = (policy.adkim or "r")[:1] + (policy.aspf or "r")[:1]
        domain.policy_seen_at = seen
    if is_last:
        domain.last_report_at = seen
    return says or is_last


def _announce(parcels: Sequence[Parcel]) -> None:
    by_domain: dict[int, list[Parcel]] = {}
    for parcel in parcels:
        by_domain.setdefault(parcel.domain.pk, []).append(parcel)
    for found in by_domain.values():
        domain = found[0].domain
        emit(
            ReportsStored(
                domain=domain.public_id,
                organization=domain.organization.public_id,
                reports=len(found),
                messages=sum(p.report.messages for p in found),
                days=tuple(sorted({p.day for p in found})),
            )
        )
        if domain.last_report_at is None:  # as read before this batch
            news = FirstReport(
                domain=domain.public_id,
                name=domain.name,
                organization=domain.organization.public_id,
                day=max(p.day for p in found),
            )
            emit(news)
