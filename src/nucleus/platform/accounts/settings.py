"""Settings of sign-in, sessions and passwords (SPEC AUTH-4 to AUTH-6)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.settings import Asked, setting

PROTECTION, PEOPLE, ADMIN = _("Sign-in protection"), _("People of organizations"), _("Superadmin")
PASSWORD, SIGN_INS = _("What a password has to be"), _("Sign-ins")
ACTIVE = _("However active one is. Holds for sign-ins from now on.")
QUIET = _("Time without activity. Holds for sign-ins from now on.")
MINUTES, HOURS, DAYS = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def _within(lifetime: str) -> Any:
    said = _("This may not be longer than the whole session.")
    return lambda idle, asked: said if idle > asked(lifetime) else ""


def _not_below(other: str, said: Any) -> Any:
    def check(value: int, asked: Asked) -> Any:
        return said if value < asked(other) else ""

    return check


TRIES = setting(
    "signin.tries", 5, kind="number", least=3, most=100, group="authentication", card=PROTECTION,
    label=_("Failed attempts before a pause"),
    help=_("Counted per account and network, so that nobody can lock somebody else out."),
)  # fmt: skip
TRIES_OF_NETWORK = setting(
    "signin.tries_of_network", 50, kind="number", least=3, most=10_000, group="authentication", card=PROTECTION,
    against=_not_below("signin.tries", _("This may not be less than the tries of one account.")),
    label=_("Failed attempts of one network"),
    help=_("Over all accounts; an office behind one address shares it."),
)  # fmt: skip
WINDOW = setting(
    "signin.window", 15 * MINUTES, kind="duration", unit="minutes", least=1, most=1440, group="authentication",
    card=PROTECTION, label=_("How long a failed attempt counts"), help=_("After this time the pause is over."),
)  # fmt: skip
IDLE = setting(
    "sessions.idle", 24 * HOURS, kind="duration", unit="minutes", least=5, most=43_200, scope="organization",
    group="sessions", card=PEOPLE, against=_within("sessions.lifetime"), label=_("Session ends after"), help=QUIET,
)  # fmt: skip
LIFETIME = setting(
    "sessions.lifetime", 14 * DAYS, kind="duration", unit="hours", least=1, most=2160, scope="organization",
    group="sessions", card=PEOPLE, label=_("Session ends at the latest after"), help=ACTIVE,
)  # fmt: skip
ADMIN_IDLE = setting(
    "sessions.admin_idle", 30 * MINUTES, kind="duration", unit="minutes", least=5, most=1440, group="sessions",
    card=ADMIN, against=_within("sessions.admin_lifetime"), label=_("Session of the superadmin ends after"), help=QUIET,
)  # fmt: skip
ADMIN_LIFETIME = setting(
    "sessions.admin_lifetime", 12 * HOURS, kind="duration", unit="hours", least=1, most=168, group="sessions",
    card=ADMIN, label=_("Session of the superadmin ends at the latest after"), help=ACTIVE,
)  # fmt: skip
SHORTEST = setting(
    "passwords.shortest", 8, kind="number", unit=_("characters"), least=8, most=64, group="passwords", card=PASSWORD,
    label=_("Shortest password"),
    help=_("Passwords are also checked against known ones, on this server. Holds for passwords set from now on."),
)  # fmt: skip
MIXED = setting(
    "passwords.mixed", True, kind="yes_no", group="passwords", card=PASSWORD,
    label=_("Upper case, lower case and a digit"),
    help=_("Asked of short passwords; a long one may be of any characters."),
)  # fmt: skip
LONG = setting(  # no kinds of characters are asked of a long one: NIST SP 800-63B-4, 3.1.1.2
    "passwords.long", 15, kind="number", unit=_("characters"), least=12, most=64, group="passwords", card=PASSWORD,
    against=_not_below("passwords.shortest", _("This may not be less than the shortest password.")),
    label=_("Long password"), help=_("From this length on, the kinds of characters do not matter."),
)  # fmt: skip
KEEP_ATTEMPTS = setting(
    "retention.attempts", 90 * DAYS, kind="duration", unit="days", least=1, most=3650, group="retention",
    card=SIGN_INS, label=_("Keep sign-in attempts"), help=_("Older ones are deleted every night."),
)  # fmt: skip
KEEP_SESSIONS = setting(
    "retention.sessions", 90 * DAYS, kind="duration", unit="days", least=1, most=3650, group="retention",
    card=SIGN_INS, label=_("Keep ended sessions"),
    help=_("For the history of sign-ins. Older ones are deleted every night."),
)  # fmt: skip
