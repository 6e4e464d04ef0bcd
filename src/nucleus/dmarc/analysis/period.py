"""The days that a page looks at: whole UTC days that end with today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import today
from nucleus.platform.api.tables import Filter

EPOCH = dt.date(1970, 1, 1)
CHOICES = (("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days")))
DEFAULT = "30"
PERIOD = Filter("days", _("Period"), choices=CHOICES, argument=True, default=DEFAULT)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included, as days since 1970."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days."""
        return self.last - self.first + 1

    @property
    def before(self) -> Period:
        """The period of the same length just before."""
        return Period(self.first - self.days, self.first - 1)

    def dates(self) -> list[dt.date]:
        """Every day as a date."""
        return [date_of(day) for day in range(self.first, self.last + 1)]


def number_of(date: dt.date) -> int:
    """The date in days since 1970."""
    return (date - EPOCH).days


def date_of(day: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(days=day)


def period_of(days: str | int) -> Period:
    """The period of so many days that ends today."""
    last = number_of(today())
    return Period(last - int(days) + 1, last)


def chosen_days(text: str | None) -> str:
    """The choice out of an address, or the default for what is none."""
    return text if text in dict(CHOICES) else DEFAULT
