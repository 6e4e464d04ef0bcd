"""Building the large instance, with a line of progress for each step."""

from __future__ import annotations

import time
from typing import TextIO

from django.apps import apps
from django.db import connection

from nucleus.demo.build import stand_structure
from nucleus.demo.large.channel import Channel, Node, Place, colleagues
from nucleus.demo.large.desks import FILES, Desks, keep_files
from nucleus.demo.large.loader import Drawing, reset_keys
from nucleus.demo.large.mail import (
    RECORDS_OF_A_REPORT,
    REPORTS_OF_A_DOMAIN,
    Dictionary,
    Post,
    Watched,
    domain_names,
    sum_up,
    watch,
)
from nucleus.demo.structure import Say
from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.intake.models import State
from nucleus.kernel.actor import Tier, system_actor
from nucleus.kernel.errors import Invalid, Refused
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.search.indexing import rebuild, sources
from nucleus.platform.tree.models import Organization

SEED = 4
MOST_ORGANIZATIONS, MOST_RECORDS = 1_000_000, 20_000_000
MAIN = {Tier.COMPANY: "nucleus", Tier.DISTRIBUTOR: "waterlinie", Tier.PARTNER: "brinkhof",
        Tier.CUSTOMER: "van-rossem-logistiek"}  # fmt: skip
"""The chain whose people sign in: every list of theirs fills a page and more."""
ON_A_DESK = 120
DOMAINS_OF_MAIN = 120
REPORTS_OF_MAIN = 2  # for each of those domains
UNKNOWN = {Tier.COMPANY: 25, Tier.DISTRIBUTOR: 5, Tier.PARTNER: 3, Tier.CUSTOMER: 1}  # names in each waiting file


def build_large(organizations: int, records: int, base_url: str, out: TextIO) -> None:
    """Makes the demo's structure by commands, then grows it in bulk to so many organizations and DMARC records.

    Raises Refused where the large instance or a real installation stands already, Invalid for impossible numbers.
    """
    if not 1000 <= organizations <= MOST_ORGANIZATIONS or not 10_000 <= records <= MOST_RECORDS:
        raise Invalid({"organizations": ["From 1,000 to 1,000,000 organizations and 10,000 to 20,000,000 records."]})
    started = time.monotonic()

    def say(text: str) -> None:
        out.write(f"large: {text} ({time.monotonic() - started:.1f} s)\n")
        out.flush()

    with system_actor("large instance"):
        if Organization.objects.count() > 2000:
            raise Refused("A large instance stands here already; choose an empty folder with NUCLEUS_DATA.")
        stand_structure(base_url, say)
        with write_transaction():
            _grow(Drawing(SEED), organizations, records, say)
    for source in sources():
        say(f"{rebuild([source.name])[source.name]} {source.name} in the search index")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say("statistics of the database")


def _grow(chance: Drawing, organizations: int, records: int, say: Say) -> None:
    customers = Channel(chance, organizations).grow()
    say(f"{Organization.objects.count()} organizations with their people")
    main = {tier: Organization.objects.get(slug=slug) for tier, slug in MAIN.items()}
    domains = _domains(chance, customers, main)
    say(f"{len(domains)} domains")
    dictionary = Dictionary(chance, [d.name for d in domains])
    reported = _spread(chance, domains, main, records // RECORDS_OF_A_REPORT)
    count = Post(chance, dictionary).deliver(reported)
    say(f"{count} records in {sum(n for _d, n in reported)} reports")
    sum_up()
    say("sums")
    _desks(chance, customers, main)
    say("files, unknown domains, tasks and audit lines")
    if connection.vendor != "sqlite":
        reset_keys([m for m in apps.get_models() if m.__module__.startswith("nucleus.") and m._meta.managed])


def _place(organization: Organization) -> Place:
    return organization.pk, organization.distributor_id, organization.partner_id, organization.customer_id


def _domains(chance: Drawing, customers: list[Node], main: dict[Tier, Organization]) -> list[Watched]:
    taken = set(Domain.objects.values_list("name", flat=True))
    wanted = [(name, node.place) for node in customers for name in domain_names(chance, node.firm.domain)]
    wanted += [
        (f"{word}{number}.{organization.slug}.example", _place(organization))
        for organization in main.values()
        for word in ("mail", "post", "nieuws")
        for number in range(1, DOMAINS_OF_MAIN // 3 + 1)
    ]
    return watch(chance, [pair for pair in wanted if pair[0] not in taken])


def _spread(
    chance: Drawing, domains: list[Watched], main: dict[Tier, Organization], reports: int
) -> list[tuple[Watched, int]]:
    """Which domains have how many reports, in the order of their keys: all of the main chain, a part of the rest."""
    known = {organization.pk for organization in main.values()}
    own = [d for d in domains if d.place[0] in known]
    rest = [d for d in domains if d.place[0] not in known]
    left = max(0, reports - REPORTS_OF_MAIN * len(own))
    chosen = chance.sample(rest, k=min(len(rest), left // REPORTS_OF_A_DOMAIN))
    each = left // len(chosen) if chosen else 0
    counts = {d.key: each for d in chosen} | {d.key: REPORTS_OF_MAIN for d in own}
    over = left - each * len(chosen)
    found = [(d, counts[d.key]) for d in domains if d.key in counts]
    if over and chosen:
        first = chosen[0].key
        found = [(d, n + over if d.key == first else n) for d, n in found]
    return found


def _desks(chance: Drawing, customers: list[Node], main: dict[Tier, Organization]) -> None:
    desks = Desks(chance, keep_files())
    desks.receive([(node.place, chance.randrange(3)) for node in customers])
    names = [f"{word}-{number}.unbekannt.example" for word in ("shop", "mail", "events") for number in range(400)]
    for tier, organization in main.items():
        waiting = desks.receive([(_place(organization), FILES // 2)], State.UNKNOWN)
        desks.wait(waiting, names, UNKNOWN[tier])
        desks.work(organization, runs=ON_A_DESK * 10, lines=ON_A_DESK * 10)
        role = {Tier.COMPANY: "auditor"}.get(tier, "viewer")
        colleagues(chance, organization, role, ON_A_DESK)
