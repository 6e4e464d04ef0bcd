"""The structure of the demo: organizations, people, themes and domains, each through its command.

Every step asks first what is there, so a build that was killed goes on, and a second one changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from nucleus.demo.cast import Firm
from nucleus.demo.customers import firms, people
from nucleus.demo.domains import cases
from nucleus.dmarc.domains.commands import register_domain
from nucleus.dmarc.domains.models import Domain
from nucleus.platform.accounts.models import Membership
from nucleus.platform.branding.commands import begin_theme, change_theme, publish_theme
from nucleus.platform.branding.keys import EDITS
from nucleus.platform.branding.models import Design
from nucleus.platform.organizations.commands import add_member, add_organization
from nucleus.platform.tree.models import Organization

FRONTENDS_BELOW = ("distributor", "partner", "customer")

Say = Callable[[str], None]


def build_structure(passwords: dict[str, str], say: Say) -> None:
    """Makes what is missing below the company. Asked for as the system; `passwords` are of those who sign in."""
    found = _organizations(say)
    _people(found, passwords, say)
    _themes(found, say)
    _domains(found, say)


def _organizations(say: Say) -> dict[str, Organization]:
    found = {row.slug: row for row in Organization.objects.all()}
    missing = [firm for firm in firms() if firm.slug not in found]
    for firm in missing:
        found[firm.slug] = add_organization(
            parent=found[firm.parent],
            name=firm.name,
            slug=firm.slug,
            timezone=firm.timezone,
            support_email=_support(firm),
        )
    if missing:
        say(f"{len(missing)} organizations")
    return found


def _support(firm: Firm) -> str:
    return f"support@{firm.domain}"


def _people(found: dict[str, Organization], passwords: dict[str, str], say: Say) -> None:
    known = set(Membership.objects.values_list("organization__slug", "user__email"))
    missing = [p for p in people() if (p.organization, p.email) not in known]
    for person in missing:
        add_member(
            organization=found[person.organization],
            email=person.email,
            name=person.name,
            roles=[person.role],
            password=passwords.get(person.email),
            language=person.language,
        )
    if missing:
        say(f"{len(missing)} people")


def _themes(found: dict[str, Organization], say: Say) -> None:
    known = set(Design.objects.values_list("organization__slug", flat=True))
    branded = [(firm, firm.brand) for firm in firms() if firm.brand is not None and firm.slug not in known]
    for firm, brand in branded:
        owner = found[firm.slug]
        look = {name: getattr(brand, name) for name in ("seed", "font", "radius", "sidebar", "initials")}
        _designed(owner, "theme", {**look, "brand_name": brand.name})
        for kind in EDITS[firm.tier]:
            if kind.removeprefix("sign-in-") in FRONTENDS_BELOW:
                _designed(owner, kind, {"panel_heading": brand.heading, "panel_text": brand.text})
    if branded:
        say(f"{len(branded)} themes")


def _designed(owner: Organization, kind: str, values: dict[str, str]) -> None:
    design = begin_theme(organization=owner, kind=kind)
    publish_theme(theme=change_theme(theme=design, values=values))


def _domains(found: dict[str, Organization], say: Say) -> None:
    known = set(Domain.objects.values_list("name", flat=True))
    missing = [case for case in cases() if case.name not in known]
    for case in missing:
        register_domain(organization=found[case.owner], name=case.name)
    if missing:
        say(f"{len(missing)} domains")
