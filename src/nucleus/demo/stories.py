"""What happens on a domain on a day: who sent how much through which receiver, and what became of it.

Pure and seeded: the same domain, day and anchor give the same rows on every machine. The anchor is the day on which the
demo was made; stories tell of the days before it (`age` 1 is the day before), and go on calmly after it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from nucleus.demo.domains import Case, Step, case_of
from nucleus.demo.reporters import REPORTERS, SHARES, Reporter
from nucleus.demo.sources import LOCAL, NETWORKS, SENDERS, Outcome, Sender

HISTORY_DAYS = 90
STRICTNESS = ("none", "quarantine", "reject")
RELIABLE = 60  # messages at which a receiver sends its report on every second day


class Row(NamedTuple):
    """One row of a report: so many messages from `source` with `outcome`; `override` as in `Outcome`."""

    source: str
    messages: int
    sender: str
    outcome: Outcome
    disposition: str
    override: tuple[str, str]
    recipient: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that one receiver reports about one domain on one day."""

    reporter: Reporter
    step: Step
    rows: tuple[Row, ...]


def seeded(*parts: object) -> random.Random:
    """Dice that fall the same way for the same parts."""
    return random.Random("|".join(map(str, parts)))  # noqa: S311 - invents data, keeps no secret


def sheets(name: str, day: dt.date, anchor: dt.date) -> Iterator[Sheet]:
    """The reports about the domain for the UTC day, in the order of the receivers; a quiet day has none.

    Raises KeyError for a name that the demo does not know.
    """
    case = case_of(name)
    age = (anchor - day).days
    step = case.step(age)
    dice = seeded(name, day)
    volumes = {
        s.sender: case.volume * s.share * _factor(s.sender, case, day)
        for s in case.streams
        if s.newest <= age <= s.oldest
    }
    growth = 1.0 - 0.12 * min(age, HISTORY_DAYS) / HISTORY_DAYS
    for key, share in receivers(case):
        expected = case.volume * share
        reports_today = dice.random() < expected / (expected + RELIABLE) or expected > 20 * RELIABLE
        rows: list[Row] = []
        for sender, volume in volumes.items():
            count = _whole(volume * share * growth * dice.uniform(0.88, 1.12), dice)
            if count and reports_today:
                rows.extend(_rows(case, REPORTERS[key], SENDERS[sender], count, step, dice))
        if rows:
            yield Sheet(REPORTERS[key], step, tuple(rows))


@cache
def receivers(case: Case) -> tuple[tuple[str, float], ...]:
    """The receivers that report about the domain, with their share: the largest, of large senders two more."""
    shares = list(SHARES[case.country].items())
    if case.reporters <= 4:
        return tuple(shares[: case.reporters])
    others = seeded(case.name, "receivers").sample(shares[4:], min(case.reporters - 4, len(shares) - 4))
    return (*shares[:4], *others)


def _rows(case: Case, reporter: Reporter, sender: Sender, count: int, step: Step, dice: random.Random) -> Iterator[Row]:
    pool = addresses(case.name, case.country, sender.network)
    for outcome, part in zip(sender.outcomes, split(count, sender.weights, dice), strict=True):
        if not part:
            continue
        width = min(len(pool), 1 + part.bit_length() // 3)
        start = dice.randrange(len(pool)) if width < len(pool) else 0
        chosen = [pool[(start + i) % len(pool)] for i in range(width)]
        for source, hits in zip(chosen, split(part, _falling(width), dice), strict=True):
            recipient = dice.choice(reporter.mailboxes) if reporter.mailboxes else ""
            for disposition, override, share in verdicts(outcome, hits, step, reporter.generation):
                yield Row(source, share, sender.header, outcome, disposition, override, recipient)


def verdicts(outcome: Outcome, count: int, step: Step, generation: str) -> Iterator[tuple[str, tuple[str, str], int]]:
    """Disposition, override reason and count of the messages with an outcome under a policy.

    RFC 7489 writes "none" for mail that passes, RFC 9990 "pass". A `pct` below 100 leaves the other messages to the
    next weaker policy with the reason `sampled_out`; RFC 9990 knows neither.
    """
    new = generation == "9990"
    if not count:
        return
    if outcome.passes:
        yield ("pass" if new else "none"), _known(outcome.override, new=new), count
    elif outcome.override[0]:
        yield "none", _known(outcome.override, new=new), count
    elif step.pct == 100 or new or step.p == "none":
        yield step.p, ("", ""), count
    else:
        hit = count * step.pct // 100
        if hit:
            yield step.p, ("", ""), hit
        if count - hit:
            yield STRICTNESS[STRICTNESS.index(step.p) - 1], ("sampled_out", ""), count - hit


def _known(override: tuple[str, str], *, new: bool) -> tuple[str, str]:
    """RFC 9990 dropped the reason `forwarded`: its reporters say `other`, and name it in the comment."""
    return ("other", "forwarded") if new and override[0] == "forwarded" else override


@cache
def addresses(name: str, country: str, network: str) -> tuple[str, ...]:
    """The addresses in a network from which mail of the domain comes, the most used one first."""
    prefixes, width = NETWORKS[f"{network}-{country}" if network in LOCAL else network]
    dice = seeded(name, network)
    if width == 1:  # one machine of its own
        return (f"{dice.choice(prefixes)}{dice.randrange(2, 250)}",)
    found: dict[str, None] = {}
    while len(found) < width:
        prefix = dice.choice(prefixes)
        host = dice.randrange(2, 250)
        found[f"{prefix}{host:x}" if ":" in prefix else f"{prefix}{host}"] = None
    return tuple(found)


def split(count: int, weights: tuple[float, ...], dice: random.Random) -> list[int]:
    """Divides a count by weights into whole parts that sum to it; the remainder falls by the dice."""
    total = sum(weights)
    parts = [int(count * w / total) for w in weights]
    for at in dice.choices(range(len(weights)), weights, k=count - sum(parts)):
        parts[at] += 1
    return parts


@cache
def _falling(width: int) -> tuple[float, ...]:
    return tuple(1 / (i + 1) for i in range(width))


def _whole(expected: float, dice: random.Random) -> int:
    """A whole number that is the expectation on average."""
    whole = int(expected)
    return whole + (dice.random() < expected - whole)


def _factor(sender: str, case: Case, day: dt.date) -> float:
    """How busy the sender is on the day, 1 on an ordinary working day."""
    return RHYTHMS[SENDERS[sender].rhythm](case, day, seeded(case.name, sender, day))


def _office(_case: Case, day: dt.date, _dice: random.Random) -> float:
    return (1.06, 1.1, 1.04, 1.02, 0.86, 0.22, 0.17)[day.weekday()]


def _always(_case: Case, _day: dt.date, dice: random.Random) -> float:
    return dice.uniform(0.5, 1.5)


def _newsletter(case: Case, day: dt.date, _dice: random.Random) -> float:
    """Large firms mail on Tuesdays and Thursdays, small ones on the first Wednesday of a month; a trickle follows."""
    if case.volume >= 1000:
        return (0.04, 2.6, 0.1, 1.7, 0.06, 0.02, 0.3)[day.weekday()]
    return 6.0 if day.weekday() == 2 and day.day <= 7 else 0.05


def _month(_case: Case, day: dt.date, _dice: random.Random) -> float:
    """Invoices leave in the first and last days of a month."""
    last = calendar.monthrange(day.year, day.month)[1]
    if day.day <= 3 or day.day == last:
        return 3.2
    return 0.3 if day.weekday() >= 5 else 0.85


def _burst(_case: Case, _day: dt.date, dice: random.Random) -> float:
    return dice.choice((0.15, 0.4, 1.0, 2.2, 0.02))


RHYTHMS: dict[str, Callable[[Case, dt.date, random.Random], float]] = {
    "office": _office,
    "always": _always,
    "newsletter": _newsletter,
    "month": _month,
    "burst": _burst,
}
