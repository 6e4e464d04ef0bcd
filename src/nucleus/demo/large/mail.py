"""Domains, received files, reports and records, with every sum over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection

from nucleus.demo.large.channel import Place
from nucleus.demo.large.loader import Drawing, Loader, moment
from nucleus.demo.reporters import REPORTERS
from nucleus.demo.sources import NETWORKS
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.reports.dictionary import EVIDENCE, NAMES, SOURCES
from nucleus.dmarc.reports.enrichment import facts_of
from nucleus.dmarc.reports.models import Report
from nucleus.dmarc.reports.records import Row, append_records
from nucleus.dmarc.reports.storing import evidence_row
from nucleus.dmarc.rollups.recount import FILL
from nucleus.kernel.clock import now, today

DAYS = 30
RECORDS_OF_A_REPORT = 10
REPORTS_OF_A_DOMAIN = 5
SECOND_DOMAIN = 4  # one customer in so many has a second one
ADDRESSES = 4000
POLICIES = ("reject", "reject", "quarantine", "none", "none", "")
EPOCH = dt.date(1970, 1, 1)
WORDS = ("mail", "nieuwsbrief", "webshop", "klanten", "portaal", "facturen", "team", "service")


@dataclass
class Watched:
    """A domain of the large instance."""

    key: int
    public_id: str
    name: str
    place: Place
    policy: str
    reports: list[int] = field(default_factory=list)


def watch(chance: Drawing, wanted: Sequence[tuple[str, Place]]) -> list[Watched]:
    """Writes domains: (name, place) each."""
    loader = Loader(
        Domain,
        ("id", "public_id", "name", "organization_id", "distributor_id", "partner_id", "customer_id", "policy"),
        subdomain_policy="",
        alignment="rr",
        registered_at=now(),
        policy_seen_at=now(),
        last_report_at=now(),
    )
    first = loader.next_key()
    found = [
        Watched(first + at, chance.public_id("DOM"), name, place, chance.choice(POLICIES))
        for at, (name, place) in enumerate(wanted)
    ]
    loader.load((d.key, d.public_id, d.name, *d.place, d.policy) for d in found)
    return found


def domain_names(chance: Drawing, base: str) -> list[str]:
    """The names that a customer watches: the own one, and for some a second."""
    found = [base]
    if chance.randrange(SECOND_DOMAIN) == 0:
        found.append(f"{base.removesuffix('.example')}-{chance.choice(WORDS)}.example")
    return found


class Dictionary:
    """The shared rows that records point into: addresses, names of hosts, authentication results."""

    def __init__(self, chance: Drawing, names: Sequence[str]) -> None:
        addresses = {_address(chance) for _ in range(ADDRESSES)}
        self.sources = list(SOURCES.ids(addresses, facts_of).values())
        self.names = NAMES.ids({"", *names}, lambda name: (name,))
        rows = dict([evidence_row((), ())])
        (self.evidence,) = EVIDENCE.ids(rows, lambda digest: (digest, rows[digest])).values()


def _address(chance: Drawing) -> str:
    prefixes, _count = NETWORKS[chance.choice(sorted(NETWORKS))]
    prefix = chance.choice(prefixes)
    return f"{prefix}{chance.randrange(1, 255):x}" if ":" in prefix else f"{prefix}{chance.randrange(1, 255)}"


class Post:
    """Reports about watched domains, `records` records in all."""

    def __init__(self, chance: Drawing, dictionary: Dictionary) -> None:
        self.chance = chance
        self.dictionary = dictionary
        self.last = (today() - EPOCH).days - 1
        self.reporters = list(REPORTERS.values())
        self._loader = Loader(
            Report,
            ("id", "public_id", "organization_id", "distributor_id", "partner_id", "customer_id", "domain_id",
             "reporter", "reporter_email", "report_id", "policy_domain", "begin", "end", "day", "messages", "passed",
             "intake_message"),
            generation="7489", records=RECORDS_OF_A_REPORT, counted=True, received_at=now(),
        )  # fmt: skip
        self._key = self._loader.next_key()
        self.sent: list[tuple[str, Watched]] = []

    def deliver(self, domains: Sequence[tuple[Watched, int]]) -> int:
        """Writes so many reports about each domain with their records. Answers how many records."""
        total = 0
        part: list[tuple[object, ...]] = []
        rows: list[Row] = []
        for domain, count in domains:
            for report, records in self._about(domain, count):
                part.append(report)
                rows.extend(records)
            if len(rows) >= 50_000:
                total += self._write(part, rows)
                part, rows = [], []
        return total + self._write(part, rows)

    def _write(self, reports: list[tuple[object, ...]], rows: list[Row]) -> int:
        self._loader.load(reports)
        append_records(rows)
        return len(rows)

    def _about(self, domain: Watched, count: int) -> Iterator[tuple[tuple[object, ...], list[Row]]]:
        days = sorted(self.last - self.chance.randrange(DAYS) for _ in range(count))
        name = self.dictionary.names[domain.name]
        for at, day in enumerate(days):
            key = self._key
            self._key += 1
            reporter = self.reporters[(key + at) % len(self.reporters)]
            begin = dt.datetime.combine(EPOCH + dt.timedelta(days=day), dt.time(), dt.UTC)
            records = [self._record(domain, day, key, seq, name) for seq in range(RECORDS_OF_A_REPORT)]
            messages = sum(r[5] for r in records)
            passed = sum(r[5] for r in records if r[7] or r[8])
            message = self.chance.public_id("MSG")
            yield (
                (key, self.chance.public_id("RPT"), *domain.place, domain.key, reporter.org, reporter.email,
                 f"{self.chance.getrandbits(60):x}.{key}", domain.name, moment(begin),
                 moment(begin + dt.timedelta(seconds=reporter.last_second)), day, messages, passed, message),
                records,
            )  # fmt: skip

    def _record(self, domain: Watched, day: int, report: int, seq: int, name: int) -> Row:
        roll = self.chance.random()
        dkim, spf = int(roll < 0.8), int(roll < 0.7 or roll > 0.9)
        refused = 0 if dkim or spf else {"reject": 2, "quarantine": 1}.get(domain.policy, 0)
        empty = self.dictionary.names[""]
        count = int(self.chance.paretovariate(1.2))
        source = self.chance.choice(self.dictionary.sources)
        return (domain.key, day, report, seq, source, min(count, 5000), refused, dkim, spf, 0, name, name, empty,
                self.dictionary.evidence)  # fmt: skip


ORGANIZATION_DAYS = """
INSERT INTO rollups_organizationday (organization_id, distributor_id, partner_id, customer_id, day, domains, reports,
 messages, passed, failed, quarantined, rejected)
SELECT d.organization_id, d.distributor_id, d.partner_id, d.customer_id, s.day, COUNT(*), SUM(s.reports),
 SUM(s.messages), SUM(s.aligned + s.dkim_only + s.spf_only), SUM(s.failed), SUM(s.quarantined), SUM(s.rejected)
FROM dmarc_domain_day s JOIN domains_domain d ON d.id = s.domain_id
GROUP BY d.organization_id, d.distributor_id, d.partner_id, d.customer_id, s.day
"""
ORGANIZATION_DOMAINS = """
INSERT INTO rollups_organizationdomains (organization_id, distributor_id, partner_id, customer_id, domains, reject,
 quarantine, none, unseen)
SELECT organization_id, distributor_id, partner_id, customer_id, COUNT(*), SUM(CASE policy WHEN 'reject' THEN 1 ELSE 0
 END), SUM(CASE policy WHEN 'quarantine' THEN 1 ELSE 0 END), SUM(CASE policy WHEN 'none' THEN 1 ELSE 0 END),
 SUM(CASE policy WHEN '' THEN 1 ELSE 0 END)
FROM domains_domain WHERE removed_at IS NULL GROUP BY organization_id, distributor_id, partner_id, customer_id
"""


def sum_up() -> None:
    """Makes every sum of the house anew, out of all records at once."""
    with connection.cursor() as cursor:
        for table, fill in FILL.items():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names are ours
            source = "dmarc_record" if table == "dmarc_source_day" else "dmarc_source_day"
            pairs = f"WITH pairs (domain_id, day) AS (SELECT DISTINCT domain_id, day FROM {source})"  # noqa: S608
            cursor.execute(f"INSERT INTO {table} {pairs} {fill}")
        for table, statement in (
            ("rollups_organizationday", ORGANIZATION_DAYS),
            ("rollups_organizationdomains", ORGANIZATION_DOMAINS),
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names are ours
            cursor.execute(statement)
