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
NAME = 255  # characters of a name that are kept
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
        self._resolve()

    def _resolve(self) -> None:
        ips: set[str] = set()
        names: set[str] = {""}
        seen: dict[EvidenceKey, Record] = {}
        for parcel in self.parcels:
            records = parcel.report.records
            ips.update([r.source_ip for r in records])
            names.update([r.header_from for r in records], [r.envelope_from for r in records])
            names.update([r.envelope_to for r in records])
            # The reader shares equal results between the rows of a report, so that few of them are written out.
            seen.update({(id(r.auth), id(r.reasons)): r for r in records})
        written: dict[int, bytes] = {}
        evidence = {key: evidence_row(r.auth, r.reasons, written) for key, r in seen.items()}
        short = {name: name[:NAME] for name in names}
        rows = dict(evidence.values())
        self.sources = SOURCES.ids(ips, facts_of)
        numbers = NAMES.ids(set(short.values()), lambda name: (name,))
        self.names = {name: numbers[stored] for name, stored in short.items()}
        digests = EVIDENCE.ids(rows, lambda digest: (digest, rows[digest]))
        self.evidence = {key: digests[row[0]] for key, row in evidence.items()}

    def rows(self, parcel: Parcel, report: int) -> list[Row]:
        """The record rows of one stored report."""
        sources, names, evidence = self.sources, self.names, self.evidence
        domain_for, known = parcel.domain_for, parcel.attribution.get
        day = parcel.day
        return [
            (
                known(r.header_from) or domain_for(r.header_from), day, report, seq,
                sources[r.source_ip], r.count, DISPOSITION.get(r.disposition, 0),
                r.dkim == "pass", r.spf == "pass", flags_of(r.reasons) if r.reasons else 0,
                names[r.header_from], names[r.envelope_from], names[r.envelope_to], evidence[id(r.auth), id(r.reasons)],
            )
            for seq, r in enumerate(parcel.report.records)
        ]  # fmt: skip


def flags_of(reasons: Sequence[Reason]) -> int:
    """The override reasons of a row as bits."""
    found = 0
    for reason in reasons:
        found |= FLAGS.get(reason.type, OTHER_OVERRIDE)
    return found


def evidence_row(
    auth: Sequence[AuthResult], reasons: Sequence[Reason], written: dict[int, bytes] | None = None
) -> tuple[str, str]:
    """Digest and JSON text of what stands behind a row's outcome.

    `written` keeps the JSON of single results by identity: rows share them, so each is written once while they live.
    """
    written = {} if written is None else written
    parts = [written.get(id(a)) or written.setdefault(id(a), _result_json(a)) for a in auth]
    excuses = orjson.dumps([{"type": r.type, "comment": r.comment[:200]} for r in reasons]) if reasons else b"[]"
    content = b'{"auth":[%b],"reasons":%b}' % (b",".join(parts), excuses)
    return hashlib.blake2b(content, digest_size=16).hexdigest(), content.decode()


def _result_json(result: AuthResult) -> bytes:
    return orjson.dumps(
        {
            "mechanism": result.mechanism,
            "domain": result.domain,
            "selector": result.selector,
            "scope": result.scope,
            "result": result.result,
            "human_result": result.human_result[:200],
        }
    )
