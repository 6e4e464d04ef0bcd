"""The 120 customers of the demo, and an owner for every organization: made from word lists, the same everywhere."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from nucleus.demo.cast import COMPANY, DISTRIBUTORS, NAMED_CUSTOMERS, PARTNERS, PEOPLE, Firm, Person
from nucleus.kernel.actor import Tier

# Pattern of the name and sector. {s} is a family name, {n} a house name, {t} the town.
PATTERNS = {
    "NL": (
        ("{s} Installatietechniek", "Construction"),
        ("Fysiotherapie {t}", "Health care"),
        ("{s} & {s2} Accountants", "Finance"),
        ("Hotel {n}", "Hospitality"),
        ("{s} Wegtransport", "Transport"),
        ("Basisschool {n}", "Education"),
        ("Apotheek {n}", "Health care"),
        ("{s} Advocatuur", "Legal"),
        ("Kwekerij {s}", "Agriculture"),
        ("{s} Metaalbewerking", "Manufacturing"),
        ("Makelaardij {s}", "Real estate"),
        ("Dierenkliniek {n}", "Health care"),
        ("{s} Zuivel", "Food"),
        ("Drukkerij {s}", "Manufacturing"),
        ("Woonstichting {n}", "Housing"),
        ("{s} Bouwgroep", "Construction"),
        ("Autobedrijf {s}", "Retail"),
    ),
    "BE": (
        ("Brouwerij {s}", "Food"),
        ("{s} Schrijnwerkerij", "Construction"),
        ("Woonzorgcentrum {n}", "Health care"),
        ("{s} & Vennoten Advocaten", "Legal"),
        ("Garage {s}", "Retail"),
        ("Chocolaterie {s}", "Food"),
        ("{s} Textiel", "Manufacturing"),
        ("College {n}", "Education"),
        ("{s} Verzekeringen", "Finance"),
        ("Tuincentrum {s}", "Retail"),
        ("{s} Havenlogistiek", "Transport"),
    ),
    "DE": (
        ("{s} Maschinenbau", "Manufacturing"),
        ("Kanzlei {s}", "Legal"),
        ("Bäckerei {s}", "Food"),
        ("{s} Haustechnik", "Construction"),
        ("Gasthof {n}", "Hospitality"),
        ("Steuerberatung {s}", "Finance"),
        ("Zahnarztpraxis {s}", "Health care"),
    ),
    "GB": (
        ("{s} & Daughters Joinery", "Construction"),
        ("{t} Veterinary Practice", "Health care"),
        ("{s} Solicitors", "Legal"),
        ("The {n} Brewing Company", "Food"),
        ("{s} Freight", "Transport"),
        ("{n} Primary Academy", "Education"),
        ("{s} Precision Engineering", "Manufacturing"),
        ("{n} Housing Trust", "Housing"),
        ("{s} Wealth Planning", "Finance"),
    ),
}
SURNAMES = {
    "NL": (
        "Hulshof",
        "Van Dalfsen",
        "Kuipers",
        "Roodenburg",
        "Ter Horst",
        "Wijnands",
        "Posthuma",
        "Van Lier",
        "Schuttevaer",
        "Boonstra",
        "Mulderij",
        "De Grijs",
        "Kamphuis",
        "Nieuwland",
        "Vermeer",
        "Zijlstra",
        "Van Eck",
        "Brandsma",
        "Oldenhof",
        "Rietveld",
        "Hagens",
        "Smeding",
        "Van Tuyl",
    ),
    "BE": (
        "Verstuyft",
        "Claeskens",
        "De Wachter",
        "Lambrechts",
        "Van Hulle",
        "Goethals",
        "Peetermans",
        "Dumoulin",
        "Segers",
        "Vanderelst",
        "Wouters",
        "Delcourt",
        "Hellemans",
    ),
    "DE": ("Althoff", "Brinkmann", "Dorenkamp", "Eversberg", "Kellner", "Lindhorst", "Niehues", "Overbeck", "Wessling"),
    "GB": (
        "Ashworth",
        "Birtwhistle",
        "Calloway",
        "Dunmore",
        "Eastgate",
        "Fairclough",
        "Holroyd",
        "Lumley",
        "Marsden",
        "Oakes",
        "Thackray",
    ),
}
HOUSE_NAMES = {
    "NL": ("De Linde", "Het Anker", "De Regenboog", "De Brug", "Het Baken", "De Wende", "De Zwaan"),
    "BE": ("De Meander", "Sint-Rumoldus", "Ter Wilgen", "Den Bempt", "Heilig Hart"),
    "DE": ("Zur Post", "Alte Mühle", "Am Markt"),
    "GB": ("Hawthorn", "Millrace", "Stonebeck", "Larkfield"),
}
TOWNS = {
    "NL": ("Zeist", "Apeldoorn", "Helmond", "Assen", "Gouda", "Deventer", "Breda", "Hoorn", "Tiel", "Zwolle", "Venlo"),
    "BE": ("Brugge", "Mechelen", "Hasselt", "Kortrijk", "Aalst", "Leuven", "Dinant"),
    "DE": ("Rheine", "Bocholt", "Coesfeld", "Osnabrück", "Gütersloh"),
    "GB": ("Harrogate", "Cromer", "Halifax", "Skipton", "Thetford", "Wakefield", "Beverley"),
}
FIRST_NAMES = {
    "NL": ("Sanne", "Thijs", "Fleur", "Jeroen", "Iris", "Mohamed", "Carla", "Rutger", "Elif", "Koen", "Wendy", "Arjan"),
    "BE": ("Lieve", "Stijn", "Griet", "Wouter", "Nadia", "Bert", "Evelien", "Didier", "Katrien", "Yannick"),
    "DE": ("Anke", "Jürgen", "Svenja", "Matthias", "Leyla", "Holger", "Birgit"),
    "GB": ("Priya", "Callum", "Bethan", "Graham", "Imogen", "Femi", "Alison", "Rhys", "Harriet"),
}


def slug_of(name: str) -> str:
    """The short name of a firm: plain small letters, digits and single hyphens, at most 40."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss").replace("&", " "))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].rstrip("-")


@cache
def customers() -> tuple[Firm, ...]:
    """The 120 customers, those of the main partner first, in the order of the partners."""
    counters = dict.fromkeys(PATTERNS, 0)
    found: list[Firm] = []
    for partner in PARTNERS:
        named = NAMED_CUSTOMERS if partner is PARTNERS[0] else ()
        for name, town, sector in named:
            found.append(_customer(partner, name, town, sector))
        for _ in range(partner.customers - len(named)):
            found.append(_drawn(partner, counters[partner.country]))
            counters[partner.country] += 1
    return tuple(found)


def _drawn(partner: Firm, number: int) -> Firm:
    """The customer with that running number of its country; the lists have lengths without a common factor."""
    country = partner.country
    pattern, sector = PATTERNS[country][number % len(PATTERNS[country])]
    names, town = SURNAMES[country], TOWNS[country][number % len(TOWNS[country])]
    house = HOUSE_NAMES[country][number % len(HOUSE_NAMES[country])]
    name = pattern.format(s=names[number % len(names)], s2=names[(number + 5) % len(names)], n=house, t=town)
    return _customer(partner, name, town, sector)


def _customer(partner: Firm, name: str, town: str, sector: str) -> Firm:
    slug = slug_of(name)
    return Firm(slug, Tier.CUSTOMER, name, partner.slug, town, partner.country, sector, f"{slug}.example")


@cache
def firms() -> tuple[Firm, ...]:
    """Every organization of the demo, parents before children: the main chain's parts come first in each tier."""
    return (COMPANY, *DISTRIBUTORS, *PARTNERS, *customers())


@cache
def people() -> tuple[Person, ...]:
    """Everybody: the named people, then an owner for each organization that has none by name."""
    served = {p.organization for p in PEOPLE}
    counters = dict.fromkeys(FIRST_NAMES, 0)
    found = list(PEOPLE)
    for firm in firms():
        if firm.slug in served:
            continue
        number = counters[firm.country]
        counters[firm.country] += 1
        first = FIRST_NAMES[firm.country][number % len(FIRST_NAMES[firm.country])]
        last = SURNAMES[firm.country][(number * 4 + 3) % len(SURNAMES[firm.country])]
        address = f"{slug_of(first)}.{slug_of(last)}@{firm.domain}"
        if firm.country == "NL":  # behind a first name the Dutch write the prefix small: Iris van Lier
            last = re.sub(r"^(Van|De|Ter) ", lambda prefix: prefix[0].lower(), last)
        found.append(Person(f"{first} {last}", address, firm.slug, "owner"))
    return tuple(found)
