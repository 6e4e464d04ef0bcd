"""The named part of the demo channel: company, 3 distributors, 12 partners, their brands, the people of one chain.

Pure data. Every name is invented, and every domain ends in `.example` (RFC 2606), so no mail can reach anybody.
The customers are made from word lists in `customers`, the DMARC domains in `domains`.
"""

from __future__ import annotations

from dataclasses import dataclass

from nucleus.kernel.actor import Tier


@dataclass(frozen=True, slots=True)
class Brand:
    """The white label of an organization: its theme, and what its sign-in pages say.

    `seed` is the brand colour as `#rrggbb`; `font`, `radius` and `sidebar` are words of the themes.
    """

    name: str
    initials: str
    seed: str
    font: str
    radius: str
    sidebar: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Firm:
    """One organization of the channel. `domain` is its own mail domain, `country` an ISO 3166 code in capitals."""

    slug: str
    tier: Tier
    name: str
    parent: str
    town: str
    country: str
    sector: str
    domain: str
    brand: Brand | None = None
    customers: int = 0

    @property
    def timezone(self) -> str:
        """The zone of its country."""
        return TIMEZONES[self.country]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at `organization` (its slug) in `role` (a key of the shipped roles of that tier).

    `language` is the own choice; empty: the organization's.
    """

    name: str
    email: str
    organization: str
    role: str
    signs_in: bool = False
    language: str = ""


TIMEZONES = {"NL": "Europe/Amsterdam", "BE": "Europe/Brussels", "DE": "Europe/Berlin", "GB": "Europe/London"}

COMPANY = Firm(
    "nucleus", Tier.COMPANY, "Nucleus", "", "Den Haag", "NL", "Security services", "nucleus-channel.example",
    None,
)  # fmt: skip

DISTRIBUTORS = (
    Firm(
        "waterlinie", Tier.DISTRIBUTOR, "Waterlinie Distributie", "nucleus", "Utrecht", "NL", "IT distribution",
        "waterlinie.example",
        Brand(
            "Waterlinie", "WL", "#0f766e", "figtree", "round", "brand",
            "Dry feet for every reseller", "Security and cloud services for Dutch partners.",
        ),
    ),
    Firm(
        "scheldeland", Tier.DISTRIBUTOR, "Scheldeland Cloud", "nucleus", "Antwerpen", "BE", "IT distribution",
        "scheldeland.example",
    ),
    Firm(
        "wearbridge", Tier.DISTRIBUTOR, "Wearbridge Technology", "nucleus", "Durham", "GB", "IT distribution",
        "wearbridge.example",
        Brand(
            "Wearbridge", "WB", "#7a2e5d", "system", "sharp", "neutral",
            "Built for providers in the North", "Licences, support and know-how from Durham.",
        ),
    ),
)  # fmt: skip

PARTNERS = (
    Firm(
        "brinkhof", Tier.PARTNER, "Brinkhof IT", "waterlinie", "Amersfoort", "NL", "Managed services",
        "brinkhof-it.example",
        Brand(
            "Brinkhof IT", "BI", "#d9480f", "figtree", "default", "brand",
            "Your mail, safe. Your people, undisturbed.", "Everything that Brinkhof IT runs for you.",
        ), 26,
    ),
    Firm(
        "zuiderlicht", Tier.PARTNER, "Zuiderlicht Automatisering", "waterlinie", "Eindhoven", "NL", "Managed services",
        "zuiderlicht.example", None, 12,
    ),
    Firm(
        "noorderhaven", Tier.PARTNER, "Noorderhaven ICT", "waterlinie", "Groningen", "NL", "Managed services",
        "noorderhaven.example", None, 10,
    ),
    Firm(
        "tulpweg", Tier.PARTNER, "Tulpweg Werkplekbeheer", "waterlinie", "Leiden", "NL", "Workplace services",
        "tulpweg.example", None, 7,
    ),
    Firm(
        "falkenried", Tier.PARTNER, "Falkenried Systemhaus", "waterlinie", "Münster", "DE", "Managed services",
        "falkenried.example",
        Brand(
            "Falkenried", "FS", "#1f5f3f", "inter", "sharp", "brand",
            "IT, auf die man sich verlassen kann.", "Ihr Systemhaus aus Münster.",
        ), 12,
    ),
    Firm(
        "demeere", Tier.PARTNER, "De Meere & Zonen IT", "scheldeland", "Gent", "BE", "Managed services",
        "demeere-it.example",
        Brand(
            "De Meere", "DM", "#f2b705", "figtree", "round", "neutral",
            "Sinds 1991 dicht bij de ondernemer.", "Vader, zonen en elf collega's in Gent.",
        ), 11,
    ),
    Firm(
        "kempenet", Tier.PARTNER, "Kempenet", "scheldeland", "Turnhout", "BE", "Hosting and telephony",
        "kempenet.example", None, 8,
    ),
    Firm(
        "maasvallei", Tier.PARTNER, "Maasvallei Digitaal", "scheldeland", "Genk", "BE", "Managed services",
        "maasvallei-digitaal.example", None, 6,
    ),
    Firm(
        "lysoir", Tier.PARTNER, "Lysoir Informatique", "scheldeland", "Namur", "BE", "Managed services",
        "lysoir.example", None, 5,
    ),
    Firm(
        "copperfold", Tier.PARTNER, "Copperfold Managed IT", "wearbridge", "Leeds", "GB", "Managed services",
        "copperfold.example",
        Brand(
            "Copperfold", "CF", "#9a3412", "system", "default", "neutral",
            "Calm, competent IT for growing firms.", "Leeds, and wherever your people are.",
        ), 10,
    ),
    Firm(
        "saltmarsh", Tier.PARTNER, "Saltmarsh Systems", "wearbridge", "Norwich", "GB", "Security services",
        "saltmarsh.example", None, 8,
    ),
    Firm(
        "ridgeway", Tier.PARTNER, "Ridgeway Pennine IT", "wearbridge", "Huddersfield", "GB", "Managed services",
        "ridgeway-it.example", None, 5,
    ),
)  # fmt: skip

MAIN = {
    Tier.COMPANY: "nucleus",
    Tier.DISTRIBUTOR: "waterlinie",
    Tier.PARTNER: "brinkhof",
    Tier.CUSTOMER: "van-rossem-logistiek",
}

# The first customers of the main partner are named by hand: pages and guides speak of them.
NAMED_CUSTOMERS = (
    ("Van Rossem Logistiek", "Amersfoort", "Transport"),
    ("Tandartsen aan de Eem", "Soest", "Health care"),
    ("Bakkerij De Gouden Halm", "Barneveld", "Food"),
    ("Hoogland Notarissen", "Amersfoort", "Legal"),
    ("Scholengroep Valleiland", "Veenendaal", "Education"),
    ("Meubelhuis Oosterveen", "Nijkerk", "Retail"),
)

# One person for every shipped role of every tier; they are the ones who can sign in.
PEOPLE = (
    Person(
        "Marijke Sandbergen", "marijke.sandbergen@nucleus-channel.example", "nucleus", "administrator", signs_in=True
    ),
    Person("Ruben Tichelaar", "ruben.tichelaar@nucleus-channel.example", "nucleus", "sales", signs_in=True),
    Person("Ilse Oudkerk", "ilse.oudkerk@nucleus-channel.example", "nucleus", "finance", signs_in=True),
    Person("Tomas Vennik", "tomas.vennik@nucleus-channel.example", "nucleus", "support-agent", signs_in=True),
    Person(
        "Hanneke Roelfsema",
        "hanneke.roelfsema@nucleus-channel.example",
        "nucleus",
        "auditor",
        signs_in=True,
        language="nl",
    ),
    Person("Joost Baltus", "joost.baltus@nucleus-channel.example", "nucleus", "content-editor", signs_in=True),
    Person("Frederik Haanstra", "frederik.haanstra@waterlinie.example", "waterlinie", "owner", signs_in=True),
    Person("Noor Kalkman", "noor.kalkman@waterlinie.example", "waterlinie", "sales", signs_in=True, language="nl"),
    Person("Wim Terpstra", "wim.terpstra@waterlinie.example", "waterlinie", "finance", signs_in=True),
    Person("Yasmin Belhaj", "yasmin.belhaj@waterlinie.example", "waterlinie", "helpdesk", signs_in=True),
    Person("Gijs Ottens", "gijs.ottens@waterlinie.example", "waterlinie", "viewer", signs_in=True, language="nl"),
    Person("Lotte Brinkhof", "lotte@brinkhof-it.example", "brinkhof", "owner", signs_in=True),
    Person("Daan Wierenga", "daan@brinkhof-it.example", "brinkhof", "sales", signs_in=True),
    Person("Mirjam Stolk", "mirjam@brinkhof-it.example", "brinkhof", "finance", signs_in=True),
    Person("Sem Aardema", "sem@brinkhof-it.example", "brinkhof", "helpdesk", signs_in=True),
    Person("Esra Tunali", "esra@brinkhof-it.example", "brinkhof", "viewer", signs_in=True),
    Person("Pieter van Rossem", "pieter@van-rossem-logistiek.example", "van-rossem-logistiek", "owner", signs_in=True),
    Person("Anouk Dekkinga", "anouk@van-rossem-logistiek.example", "van-rossem-logistiek", "helpdesk", signs_in=True),
    Person("Bas Uiterwijk", "bas@van-rossem-logistiek.example", "van-rossem-logistiek", "viewer", signs_in=True),
)

SUPERADMIN = ("Superadmin", "superadmin@nucleus-channel.example")
