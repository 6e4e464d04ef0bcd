"""The cast is whole: every tier, every role, names that cannot reach anybody."""

from __future__ import annotations

import re
from collections import Counter

from nucleus.demo.cast import MAIN, PEOPLE
from nucleus.demo.customers import customers, firms, people, slug_of
from nucleus.demo.domains import cases
from nucleus.kernel.actor import Tier
from nucleus.kernel.roles import SHIPPED
from nucleus.platform.branding.fonts import FACES
from nucleus.platform.branding.stylesheet import RADII, SIDEBARS
from nucleus.platform.organizations.names import RESERVED


def test_channel_has_the_stated_size():
    assert Counter(firm.tier for firm in firms()) == {
        Tier.COMPANY: 1,
        Tier.DISTRIBUTOR: 3,
        Tier.PARTNER: 12,
        Tier.CUSTOMER: 120,
    }


def test_parents_come_first_and_stand_one_tier_above():
    seen = {}
    for firm in firms():
        if firm.tier is Tier.COMPANY:
            assert firm.parent == ""
        else:
            assert seen[firm.parent].below == firm.tier
        seen[firm.slug] = firm.tier


def test_names_and_addresses_are_unique_and_lead_nowhere():
    for values in (
        [f.slug for f in firms()],
        [f.name for f in firms()],
        [f.domain for f in firms()],
        [p.email for p in people()],
        [c.name for c in cases()],
    ):
        assert Counter(values).most_common(1)[0][1] == 1
    hosts = [f.domain for f in firms()] + [p.email.partition("@")[2] for p in people()] + [c.name for c in cases()]
    assert [h for h in hosts if not re.fullmatch(r"[a-z0-9-]+\.example", h)] == []
    assert [f.slug for f in firms() if not re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?", f.slug)] == []
    assert [f.slug for f in firms() if f.slug in RESERVED] == []


def test_main_chain_has_somebody_in_every_shipped_role():
    for tier, roles in SHIPPED.items():
        assert tuple(p.role for p in PEOPLE if p.organization == MAIN[tier]) == roles
    assert [p for p in PEOPLE if not p.signs_in] == []


def test_every_organization_has_somebody_who_runs_it():
    manager = {firm.slug: SHIPPED[firm.tier][0] for firm in firms()}
    runs = Counter(p.organization for p in people() if p.role == manager[p.organization])
    assert runs == dict.fromkeys(manager, 1)


def test_brands_differ():
    branded = [firm for firm in firms() if firm.brand]
    assert Counter(firm.tier for firm in branded) == {Tier.DISTRIBUTOR: 2, Tier.PARTNER: 4}
    assert len({firm.brand.seed for firm in branded}) == 6
    assert {firm.brand.font for firm in branded} <= set(FACES)
    assert {firm.brand.radius for firm in branded} == set(RADII)
    assert {firm.brand.sidebar for firm in branded} == set(SIDEBARS)


def test_domains_are_spread_unevenly_over_all_tiers():
    tier = {firm.slug: firm.tier for firm in firms()}
    owners = Counter(case.owner for case in cases())
    assert len(cases()) == 60
    assert Counter(tier[owner] for owner in owners) == {
        Tier.COMPANY: 1,
        Tier.DISTRIBUTOR: 2,
        Tier.PARTNER: 3,
        Tier.CUSTOMER: len(owners) - 6,
    }
    assert Counter(owners.values()) == {4: 3, 3: 2, 2: 7, 1: 28}
    assert Counter(case.steps[-1].p for case in cases()).keys() == {"none", "quarantine", "reject"}
    assert (min(c.volume for c in cases()), max(c.volume for c in cases())) == (20, 40000)


def test_slug_of_a_name():
    assert slug_of("Bäckerei Groß & Söhne") == "backerei-gross-sohne"
    assert len({firm.slug for firm in customers()}) == 120
