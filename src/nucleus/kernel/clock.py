"""Now and today, in UTC; the organization's zone is applied at the edge."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return dt.datetime.now(tz=dt.UTC)


def today() -> dt.date:
    """The UTC date of this moment."""
    return now().date()
