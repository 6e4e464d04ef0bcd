"""Names by the hundred thousand: firms, towns and people made from word lists, so that a search meets many alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nucleus.demo.cast import TIMEZONES
from nucleus.demo.customers import FIRST_NAMES, HOUSE_NAMES, PATTERNS, TOWNS, slug_of
from nucleus.demo.large.loader import Drawing

STEMS = {
    "NL": ("Berg", "Bos", "Dijk", "Haan", "Hout", "Kamp", "Linde", "Meer", "Molen", "Oost", "Veen", "Vliet", "Wester",
           "Zand", "Zuider", "Brink", "Duin", "Eik", "Gras", "Heide", "Klaver", "Lange", "Polder", "Rijn"),
    "BE": ("Acker", "Beek", "Cool", "Daele", "Eecke", "Gheer", "Hove", "Kerk", "Lae", "Maes", "Ooster", "Poel",
           "Rooy", "Stee", "Velde", "Wael"),
    "DE": ("Acker", "Birk", "Eich", "Fuchs", "Grün", "Hagen", "Kirch", "Lind", "Mühl", "Nieder", "Ober", "Rosen",
           "Stein", "Wald", "Wiesen"),
    "GB": ("Ash", "Black", "Brook", "Clay", "Dale", "Elm", "Fair", "Green", "Hart", "Long", "Marsh", "North", "Oak",
           "Red", "South", "Thorn", "West", "Wood"),
}  # fmt: skip
ENDINGS = {
    "NL": ("stra", "ma", "huis", "man", "sen", "ink", "horst", "veld", "wijk", "broek", "hof", "beek", "kant"),
    "BE": ("mans", "aert", "inck", "voorde", "brugge", "ghem", "sens", "bosch", "heyden", "laere"),
    "DE": ("mann", "meier", "bauer", "hoff", "berger", "feld", "brück", "moser", "reuter"),
    "GB": ("ford", "worth", "ley", "field", "ham", "wick", "bourne", "gate", "son", "well"),
}
PARTNER_PATTERNS = ("{s} IT", "{s} Netwerken", "{s} Cloud", "{s} Systems", "{s} & Zoon Automatisering", "{s} Digital")
DISTRIBUTOR_PATTERNS = ("{s} Distribution", "{s} Channel", "{s} Cloud Distributie")
COUNTRIES = ("NL", "NL", "NL", "BE", "DE", "GB")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of the large instance."""

    name: str
    slug: str
    country: str

    @property
    def domain(self) -> str:
        """Its own mail domain."""
        return f"{self.slug}.example"

    @property
    def timezone(self) -> str:
        """The zone of its country."""
        return TIMEZONES[self.country]


class Register:
    """Draws firms whose short names nobody has yet."""

    def __init__(self, chance: Drawing, taken: set[str]) -> None:
        self.chance = chance
        self.taken = taken

    def surname(self, country: str) -> str:
        """A family name of the country."""
        return self.chance.choice(STEMS[country]) + self.chance.choice(ENDINGS[country])

    def customer(self) -> Firm:
        """A firm of any trade, called after its people, its house and its town."""
        country = self.chance.choice(COUNTRIES)
        pattern, _sector = self.chance.choice(PATTERNS[country])
        town = self.chance.choice(TOWNS[country])
        name = pattern.format(
            s=self.surname(country), s2=self.surname(country), n=self.chance.choice(HOUSE_NAMES[country]), t=town
        )
        return self._firm(name if town in name else f"{name} {town}", country)

    def partner(self) -> Firm:
        """A firm that serves others."""
        country = self.chance.choice(COUNTRIES)
        return self._firm(self.chance.choice(PARTNER_PATTERNS).format(s=self.surname(country)), country)

    def distributor(self) -> Firm:
        """A firm that serves those."""
        country = self.chance.choice(COUNTRIES)
        return self._firm(self.chance.choice(DISTRIBUTOR_PATTERNS).format(s=self.surname(country)), country)

    def person(self, country: str) -> str:
        """A first and a family name."""
        return f"{self.chance.choice(FIRST_NAMES[country])} {self.surname(country)}"

    def _firm(self, name: str, country: str) -> Firm:
        slug = next(s for s in _slugs(slug_of(name)) if s not in self.taken)
        self.taken.add(slug)
        return Firm(name, slug, country)


def _slugs(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base[:34]}-{number}"
        number += 1
