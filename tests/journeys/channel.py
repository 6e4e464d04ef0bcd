"""The channel of the journeys, made through commands: `python -m tests.journeys.channel` fills the folder NUCLEUS_DATA.

company Nucleus > distributors Waterlinie, Scheldeland > partners Brinkhof (with a look of its own), Canary
> customers Rossem and Halm (Brinkhof), Canary Works (Canary). The others may never see what is called canary.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.papers import YESTERDAY, Paper

PASSWORD = "Tulips-And-Windmills-7"
COLOUR = "#d9480f"
FOREIGN = "canary-works.example"


@dataclass(frozen=True)
class Person:
    """Who signs in; `host` is the white-label name before `.localhost`, empty for the plain address."""

    email: str
    organization: str
    role: str
    tier: str
    host: str = ""

    @property
    def door(self) -> str:
        """The address of the sign-in page."""
        return f"/{self.tier}/sign-in/"


ROOT = Person("root@nucleus.example", "", "", "admin")
COMPANY = Person("admin@nucleus.example", "nucleus", "administrator", "company")
DISTRIBUTOR = Person("frederik@waterlinie.example", "waterlinie", "owner", "distributor")
PARTNER = Person("lotte@brinkhof.example", "brinkhof", "owner", "partner", "brinkhof")
VIEWER = Person("esra@brinkhof.example", "brinkhof", "viewer", "partner", "brinkhof")
THROTTLED = Person("daan@brinkhof.example", "brinkhof", "helpdesk", "partner", "brinkhof")
CUSTOMER = Person("pieter@rossem.example", "rossem", "owner", "customer", "brinkhof")
STRANGER = Person("kees@canary.example", "canary", "owner", "partner")
PEOPLE = (DISTRIBUTOR, PARTNER, VIEWER, THROTTLED, CUSTOMER, STRANGER)

FIRMS = (
    ("waterlinie", "nucleus", "Waterlinie"),
    ("scheldeland", "nucleus", "Scheldeland"),
    ("brinkhof", "waterlinie", "Brinkhof IT"),
    ("canary", "scheldeland", "Canary IT"),
    ("rossem", "brinkhof", "Van Rossem"),
    ("halm", "brinkhof", "De Gouden Halm"),
    ("canary-works", "canary", "Canary Works"),
)
DOMAINS = (
    ("rossem.example", "rossem"),
    ("rossem-track.example", "rossem"),
    ("gouden-halm.example", "halm"),
    (FOREIGN, "canary-works"),
)
SEED = (
    Paper("rossem.example", "first.example", 120, 8, 4, 17),
    Paper("rossem-track.example", "first.example", 60, 0, 0, 2),
    Paper("gouden-halm.example", "first.example", 40, 3, 0, 9, YESTERDAY.replace(day=1)),
)
SEED_FOREIGN = (Paper(FOREIGN, "first.example", 71, 1, 1, 31),)


def build() -> None:
    """Migrates the database and makes everything. The folder must be empty."""
    from nucleus.config.cli import start_django

    start_django()
    from nucleus.config.cli.house import migrate_database

    migrate_database()
    from nucleus.kernel.actor import system_actor
    from nucleus.platform.organizations.installing import Installation, install

    install(
        Installation(
            ROOT.email, "Nucleus", COMPANY.email, "Marijke", superadmin_password=PASSWORD, admin_password=PASSWORD
        )
    )
    with system_actor("channel of the journeys"):
        _plant()
    _import(SEED, PARTNER)
    _import(SEED_FOREIGN, STRANGER)


def _plant() -> None:
    from nucleus.dmarc.domains.commands import register_domain
    from nucleus.platform.branding.commands import begin_theme, change_theme, publish_theme
    from nucleus.platform.organizations.commands import add_member, add_organization
    from nucleus.platform.tree.models import Organization

    found = {row.slug: row for row in Organization.objects.all()}
    for slug, parent, name in FIRMS:
        found[slug] = add_organization(
            parent=found[parent], name=name, slug=slug, timezone="UTC", support_email=f"help@{slug}.example"
        )
    for person in PEOPLE:
        add_member(
            organization=found[person.organization],
            email=person.email,
            name=person.email.partition("@")[0].title() + " Jansen",
            roles=[person.role],
            password=PASSWORD,
        )
    theme = begin_theme(organization=found["brinkhof"], kind="theme")
    look = {"seed": COLOUR, "font": "figtree", "sidebar": "brand", "brand_name": "Brinkhof IT", "initials": "BI"}
    publish_theme(theme=change_theme(theme=theme, values=look))
    for name, owner in DOMAINS:
        register_domain(organization=found[owner], name=name)


def _import(papers: tuple[Paper, ...], person: Person) -> None:
    from nucleus.dmarc.intake.importing import import_paths

    with tempfile.TemporaryDirectory() as folder:
        for paper in papers:
            (Path(folder) / paper.name).write_bytes(paper.xml())
        import_paths([Path(folder)], organization=person.organization, email=person.email, out=sys.stdout)


if __name__ == "__main__":
    build()
