"""The 60 domains that the demo watches: whose they are, how much they send, who sends for them, and their policy.

The first ones are written by hand, because pages and guides speak of them; the rest rotate through profiles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nucleus.demo.customers import customers, firms

ALWAYS = (-36500, 36500)
CAMPAIGN = (20, 27)
FIXED = 44


@dataclass(frozen=True, slots=True)
class Stream:
    """`share` of a domain's mail comes from `sender`, `oldest` to `newest` days before the demo was made, inclusive."""

    sender: str
    share: float
    newest: int = ALWAYS[0]
    oldest: int = ALWAYS[1]


@dataclass(frozen=True, slots=True)
class Step:
    """The policy `p` with `pct` that stands from `since` days before the demo was made."""

    since: int
    p: str
    pct: int = 100


@dataclass(frozen=True, slots=True)
class Case:
    """A watched domain. `volume` is its reported messages on an ordinary working day."""

    name: str
    owner: str
    country: str
    volume: int
    steps: tuple[Step, ...]
    streams: tuple[Stream, ...]
    reporters: int

    def step(self, age: int) -> Step:
        """The policy that stood `age` days before the demo was made."""
        return [s for s in self.steps if s.since >= age][-1]


NONE = (Step(36500, "none"),)
QUARANTINE = (Step(36500, "quarantine"),)
REJECT = (Step(36500, "reject"),)
RAISED = (Step(36500, "none"), Step(62, "quarantine", 25), Step(50, "quarantine"), Step(18, "reject"))
STARTED = (Step(36500, "none"), Step(31, "quarantine"))
POLICIES = {"none": NONE, "quarantine": QUARANTINE, "reject": REJECT, "raised": RAISED, "started": STARTED}

_FIXED_SCANNER = (Stream("scanner", 0.06, newest=FIXED + 1), Stream("scanner-fixed", 0.06, oldest=FIXED))
_SPOOFED = (
    Stream("spoof-asia", 0.35, *CAMPAIGN),
    Stream("spoof-americas", 0.18, *CAMPAIGN),
    Stream("spoof-africa", 0.08, *CAMPAIGN),
    Stream("spoof-rented", 0.12, *CAMPAIGN),
)
# Profile -> who sends for such a domain; the shares of a day need not make one.
PROFILES: dict[str, tuple[Stream, ...]] = {
    "group": (
        Stream("microsoft-365", 0.62), Stream("newsletter", 0.22), Stream("invoicing", 0.07), Stream("ticketing", 0.05),
        *_FIXED_SCANNER, Stream("forwarder", 0.03), Stream("mailing-list", 0.008),
        Stream("background", 0.002), *_SPOOFED,
    ),
    "shop": (
        Stream("google-workspace", 0.3), Stream("campaign", 0.4), Stream("invoicing", 0.2), Stream("web-form", 0.03),
        Stream("forwarder", 0.015), Stream("background", 0.006), *_SPOOFED,
    ),
    "office": (
        Stream("microsoft-365", 0.82), Stream("scanner", 0.07), Stream("forwarder", 0.04), Stream("mailing-list", 0.02),
    ),
    "repaired": (Stream("microsoft-365", 0.84), *_FIXED_SCANNER, Stream("newsletter", 0.1), Stream("forwarder", 0.03)),
    "studio": (Stream("google-unsigned", 0.75), Stream("web-form", 0.15), Stream("campaign", 0.1)),
    "tidy": (Stream("microsoft-365", 0.8), Stream("newsletter", 0.2)),
    "workspace": (Stream("google-workspace", 0.85), Stream("invoicing", 0.12), Stream("background", 0.03)),
    "parked": (Stream("background", 0.6), Stream("spoof-asia", 4.0, *CAMPAIGN)),
}  # fmt: skip

# Written by hand: name, owner, volume a day, policy, profile.
WRITTEN = (
    ("van-rossem-logistiek.example", "van-rossem-logistiek", 14000, "raised", "group"),
    ("vanrossem-track.example", "van-rossem-logistiek", 6200, "reject", "shop"),
    ("werkenbijvanrossem.example", "van-rossem-logistiek", 160, "none", "office"),
    ("vanrossem-holding.example", "van-rossem-logistiek", 20, "reject", "parked"),
    ("tandartsenaandeeem.example", "tandartsen-aan-de-eem", 240, "none", "office"),
    ("degoudenhalm.example", "bakkerij-de-gouden-halm", 90, "none", "studio"),
    ("goudenhalm-webshop.example", "bakkerij-de-gouden-halm", 1400, "started", "shop"),
    ("hooglandnotarissen.example", "hoogland-notarissen", 420, "raised", "repaired"),
    ("valleiland.example", "scholengroep-valleiland", 3100, "started", "group"),
    ("valleiland-leerlingen.example", "scholengroep-valleiland", 1900, "quarantine", "workspace"),
    ("oosterveen-wonen.example", "meubelhuis-oosterveen", 40000, "none", "shop"),
    ("nucleus-channel.example", "nucleus", 5200, "reject", "tidy"),
    ("waterlinie.example", "waterlinie", 2600, "raised", "repaired"),
    ("scheldeland.example", "scheldeland", 900, "quarantine", "office"),
    ("brinkhof-it.example", "brinkhof", 700, "reject", "tidy"),
    ("falkenried.example", "falkenried", 480, "raised", "repaired"),
    ("copperfold.example", "copperfold", 350, "started", "workspace"),
)
# The rest: so many domains for so many customers, taken evenly from those without a written one.
SPREAD = (4, 4, 3, 3, *(2,) * 5, *(1,) * 19)
SIZES = (60, 24, 130, 35, 45, 20, 320, 80, 28, 110, 50, 1100, 40, 22, 75)
BIG = {12: 21000, 17: 8400, 27: 4300}
ROTATION = (
    ("none", "office"), ("reject", "tidy"), ("none", "studio"), ("quarantine", "workspace"), ("raised", "repaired"),
    ("none", "office"), ("started", "repaired"), ("none", "workspace"), ("reject", "parked"),
)  # fmt: skip
FORMS = ("{slug}.example", "mijn-{slug}.example", "{slug}-groep.example", "{slug}-nieuws.example")


@cache
def cases() -> tuple[Case, ...]:
    """All 60 watched domains."""
    country = {firm.slug: firm.country for firm in firms()}
    found = [
        _case(name, owner, country[owner], volume, policy, profile) for name, owner, volume, policy, profile in WRITTEN
    ]
    written = {case.owner for case in found}
    free = [firm for firm in customers() if firm.slug not in written]
    number = 0
    for turn, amount in enumerate(SPREAD):
        owner = free[turn * len(free) // len(SPREAD)]
        for form in FORMS[:amount]:
            policy, profile = ROTATION[number % len(ROTATION)]
            volume = BIG.get(number, SIZES[number % len(SIZES)])
            if number in BIG:
                policy, profile = ("raised", "group")
            found.append(_case(form.format(slug=owner.slug), owner.slug, owner.country, volume, policy, profile))
            number += 1
    return tuple(found)


@cache
def unregistered() -> tuple[Case, ...]:
    """Domains that nobody registered, although reports about them come to the mailbox of the owner's partner."""
    return (_case("eemland-advies.example", WRITTEN[0][1], "NL", 130, "none", "office"),)


@cache
def case_of(name: str) -> Case:
    """The case of a domain with stories. Raises KeyError for any other name."""
    return {case.name: case for case in (*cases(), *unregistered())}[name]


def _case(name: str, owner: str, country: str, volume: int, policy: str, profile: str) -> Case:
    reporters = next(count for limit, count in ((100, 2), (500, 3), (2000, 4), (10**9, 6)) if volume <= limit)
    return Case(name, owner, country, volume, POLICIES[policy], PROFILES[profile], reporters)
