"""The tree and its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from nucleus.demo.customers import slug_of
from nucleus.demo.large.firms import Firm, Register
from nucleus.demo.large.loader import Drawing, Loader, moment
from nucleus.kernel.actor import Tier
from nucleus.kernel.clock import now
from nucleus.platform.accounts.models import Membership, User
from nucleus.platform.accounts.permissions import compiled_permissions
from nucleus.platform.tree.models import Organization

Place = tuple[int, int | None, int | None, int | None]
"""Keys of an organization and of its distributor, partner and customer."""

PARTNERS_PER = 60  # organizations for each partner
DISTRIBUTORS_PER = 2500
YEARS = 3  # since the first of them was added


@dataclass(frozen=True, slots=True)
class Node:
    """An organization of the large instance with its place."""

    place: Place
    firm: Firm


class Channel:
    """Grows the tree to `wanted` organizations, and gives each new one an owner."""

    def __init__(self, chance: Drawing, wanted: int) -> None:
        self.chance = chance
        self.standing = Organization.objects.count()
        self.missing = max(0, wanted - self.standing)
        self.register = Register(chance, set(Organization.objects.values_list("slug", flat=True)))
        self._organizations = Loader(
            Organization,
            ("id", "public_id", "tier", "parent_id", "distributor_id", "partner_id", "customer_id", "name", "slug",
             "support_email", "timezone", "created_at"),
        )  # fmt: skip
        self._key = self._organizations.next_key()

    def grow(self) -> list[Node]:
        """Writes distributors, partners and customers; answers the customers."""
        company = Organization.objects.get(tier=Tier.COMPANY)
        known = [(o.pk, o.pk, None, None) for o in Organization.objects.filter(tier=Tier.DISTRIBUTOR)]
        fresh = [self._node(self.register.distributor(), ())
                 for _ in range(self.missing // DISTRIBUTORS_PER)]  # fmt: skip
        distributors: list[Place] = [*known, *(node.place for node in fresh)]
        partners = [
            self._node(self.register.partner(), distributor[1:2])
            for distributor in self.chance.choices(distributors, k=self.missing // PARTNERS_PER)
        ]
        standing = [
            (o.pk, o.distributor_id, o.pk, None) for o in Organization.objects.filter(tier=Tier.PARTNER, is_house=False)
        ]
        served: list[Place] = [*standing, *(node.place for node in partners)]
        customers = [
            self._node(self.register.customer(), partner[1:3])
            for partner in self.chance.choices(served, k=max(0, self.missing - len(fresh) - len(partners)))
        ]
        rows = [*zip([Tier.DISTRIBUTOR] * len(fresh), fresh, strict=True),
                *zip([Tier.PARTNER] * len(partners), partners, strict=True),
                *zip([Tier.CUSTOMER] * len(customers), customers, strict=True)]  # fmt: skip
        self._organizations.load(self._rows(rows, company.pk))
        self._people(rows)
        return customers

    def _node(self, firm: Firm, above: tuple[int | None, ...]) -> Node:
        key = self._key
        self._key += 1
        columns = [*above, key]
        return Node((key, *(columns + [None] * (3 - len(columns)))), firm)  # type: ignore[arg-type]

    def _rows(self, nodes: list[tuple[Tier, Node]], company: int) -> Iterator[tuple[object, ...]]:
        for tier, node in nodes:
            key, *above = node.place
            parent = company if tier is Tier.DISTRIBUTOR else above[0] if tier is Tier.PARTNER else above[1]
            firm = node.firm
            yield (key, self.chance.public_id("ORG"), tier.value, parent, *above, firm.name, firm.slug,
                   f"support@{firm.domain}", firm.timezone, self._past())  # fmt: skip

    def _past(self) -> object:
        return moment(now() - dt.timedelta(minutes=self.chance.randrange(YEARS * 525_600)))

    def _people(self, nodes: list[tuple[Tier, Node]]) -> None:
        """An owner for each, who never signed in: the password is none that anybody could type."""
        users = Loader(User, ("id", "public_id", "email", "name", "password"), created_at=now())
        members = Loader(
            Membership,
            ("public_id", "user_id", "organization_id", "distributor_id", "partner_id", "customer_id", "permissions"),
            roles=["owner"],
            created_at=now(),
        )
        first = users.next_key()
        people = [self.register.person(node.firm.country) for _tier, node in nodes]
        users.load(
            (first + at, self.chance.public_id("USR"), f"{slug_of(name)}@{node.firm.domain}", name, "!")
            for at, (name, (_tier, node)) in enumerate(zip(people, nodes, strict=True))
        )
        held: dict[Tier, str] = {
            tier: compiled_permissions(tier, ["owner"]) for tier in Tier if tier is not Tier.COMPANY
        }
        members.load(
            (self.chance.public_id("MBR"), first + at, *node.place, held[tier]) for at, (tier, node) in enumerate(nodes)
        )


def colleagues(chance: Drawing, organization: Organization, role: str, count: int) -> None:
    """More people at one organization, so that its lists fill a page."""
    register = Register(chance, set())
    users = Loader(User, ("id", "public_id", "email", "name", "password"), created_at=now())
    members = Loader(
        Membership,
        ("public_id", "user_id", "organization_id", "distributor_id", "partner_id", "customer_id"),
        roles=[role],
        permissions=compiled_permissions(Tier(organization.tier), [role]),
        created_at=now(),
    )
    first = users.next_key()
    names = [register.person("NL") for _ in range(count)]
    users.load(
        (first + at, chance.public_id("USR"), f"{slug_of(name)}.{at}@{organization.slug}.example", name, "!")
        for at, name in enumerate(names)
    )
    place = (organization.pk, organization.distributor_id, organization.partner_id, organization.customer_id)
    members.load((chance.public_id("MBR"), first + at, *place) for at in range(count))
