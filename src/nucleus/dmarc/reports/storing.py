"""From parsed reports to rows: attribution, dictionaries, one insert for a batch."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.domains.names import suffixes
from nucleus.dmarc.parsing.facts import AggregateReport, AuthResult, Reason, Record
from nucleus.dmarc.reports.dictionary import EVIDENCE, NAMES, SOURCES
from nucleus.dmarc.reports.enrichment import facts_of
from nucleus.dmarc.reports.models import Report
from nucleus.dmarc.reports.records import DISPOSITIONS, FLAGS, OTHER_OVERRIDE, Row

DAY = 86_400
DISPOSITION = {word: number for number, word in enumerate(DISPOSITIONS)}
EvidenceKey = tuple[int, int]


@dataclass(slots=True)
class Parcel:
    """One parsed report on its way into the store, with the domain it belongs to and whence it came."""

    report: AggregateReport
    domain: Domain
    siblings: Mapping[str, int]
    message: str = ""
    sha256: str = ""
    outcome: str = ""
    stored: Report | None = None
    attribution: dict[str, int] = field(default_factory=dict)

    @property
    def day(self) -> int:
        """The UTC date of the report's begin, in days since 1970."""
        return self.report.begin // DAY

    def domain_for(self, header_from: str) -> int:
        """The longest registered suffix of the From domain within the organization, else the policy domain's own."""
        found = self.attribution.get(header_from)
        if found is None:
            found = next((self.siblings[s] for s in suffixes(header_from) if s in self.siblings), self.domain.pk)
            self.attribution[header_from] = found
        return found


def moment(epoch: int) -> dt.datetime:
    """The aware UTC moment."""
    return dt.datetime.fromtimestamp(epoch, tz=dt.UTC)


def as_report(parcel: Parcel) -> Report:
    """The unsaved report row."""
    report, domain = parcel.report, parcel.domain
    policy = report.policy
    published = {
        "p": policy.p, "sp": policy.sp, "np": policy.np, "pct": policy.pct, "fo": policy.fo, "adkim": policy.adkim,
        "aspf": policy.aspf, "testing": policy.testing, "discovery_method": policy.discovery_method,
    }  # fmt: skip
    return Report.fresh(
        organization=domain.organization,
        domain=domain,
        reporter=(report.org or report.email or "unnamed reporter")[:200],
        reporter_email=report.email[:254],
        report_id=report.report_id[:255],
        policy_domain=policy.domain[:253],
        begin=moment(report.begin),
        end=moment(report.end),
        day=parcel.day,
        generation=report.generation,
        published={k: v for k, v in published.items() if v not in ("", None)},
        repairs=[[r.code, r.detail[:300]] for r in report.repairs[:50]],
        records=len(report.records),
        messages=report.messages,
        passed=sum(r.count for r in report.records if r.dkim == "pass" or r.spf == "pass"),
        intake_message=parcel.message,
        file_sha256=parcel.sha256,
    )


class Batch:
    """Resolves the dictionary ids of many parcels at once, then yields their rows."""

    def __init__(self, parcels: Sequence[Parcel]) -> None:
        self.parcels = parcels
        self._evidence: dict[EvidenceKey, tuple[str, str]] = {}
        self._resolve()

    def _resolve(self) -> None:
        ips: set[str] = set()
        names: set[str] = {""}
        evidence = self._evidence
        for parcel in self.parcels:
            for record in parcel.report.records:
                ips.add(record.source_ip)
                names.add(record.header_from)
                names.add(record.envelope_from)
                names.add(record.envelope_to)
                key = (id(record.auth), id(record.reasons))
                if key not in evidence:
                    evidence[key] = evidence_row(record.auth, record.reasons)
        names = {name[:255] for name in names}
        fresh = SOURCES.unknown(ips)
        looked_up = {ip: facts_of(ip) for ip in fresh}
        self.sources = SOURCES.ids(looked_up.get(ip, (ip,)) for ip in ips)
        self.names = NAMES.ids((name,) for name in names)
        self.evidence = EVIDENCE.ids(dict(evidence.values()).items())

    def rows(self, parcel: Parcel, report: int) -> list[Row]:
        """The record rows of one stored report."""
        sources, names, evidence, keys = self.sources, self.names, self.evidence, self._evidence
        day = parcel.day
        rows: list[Row] = []
        for seq, record in enumerate(parcel.report.records):
            rows.append(
                (
                    parcel.domain_for(record.header_from), day, report, seq,
                    sources[record.source_ip], record.count, DISPOSITION.get(record.disposition, 0),
                    record.dkim == "pass", record.spf == "pass", flags_of(record) if record.reasons else 0,
                    names[record.header_from[:255]], names[record.envelope_from[:255]], names[record.envelope_to[:255]],
                    evidence[keys[id(record.auth), id(record.reasons)][0]],
                )
            )  # fmt: skip
        return rows


def flags_of(record: Record) -> int:
    """The override reasons of a row as bits."""
    found = 0
    for reason in record.reasons:
        found |= FLAGS.get(reason.type, OTHER_OVERRIDE)
    return found


def evidence_row(auth: Sequence[AuthResult], reasons: Sequence[Reason]) -> tuple[str, str]:
    """Digest and JSON text of what stands behind a row's outcome."""
    content = orjson.dumps(
        {
            "auth": [
                {
                    "mechanism": a.mechanism,
                    "domain": a.domain,
                    "selector": a.selector,
                    "scope": a.scope,
                    "result": a.result,
                    "human_result": a.human_result[:200],
                }
                for a in auth
            ],
            "reasons": [{"type": r.type, "comment": r.comment[:200]} for r in reasons],
        }
    )
    return hashlib.blake2b(content, digest_size=16).hexdigest(), content.decode()
