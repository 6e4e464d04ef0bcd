"""What holds for people who chose nothing, and for all."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.notices import GROUPS
from nucleus.kernel.settings import setting
from nucleus.platform.notices.models import Timing

BY_MAIL, QUIET, HISTORY = _("By mail"), _("Quiet hours"), _("History")
CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
NOT_CLOCK = _("Write a time of day as 22:00.")
SAME = _("The quiet time has to end at another time than it begins.")
DAYS = (("1234567", _("Every day")), ("12345", _("Working days")), ("67", _("Weekends")))
WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)


def clock_fault(text: str) -> Any:
    """What is wrong with a time of day; empty where it can be read."""
    return "" if CLOCK.fullmatch(text) else NOT_CLOCK


MAILED = {
    group.key: setting(
        f"notices.mail_{group.key}", group.mail, kind="yes_no", scope="organization", group="notices", card=BY_MAIL,
        label=format_lazy("{}: {}", _("Mail"), group.label), help=_("For people who chose nothing themselves."),
    )
    for group in GROUPS.values()
}  # fmt: skip
TIMING = setting(
    "notices.timing", Timing.NOW.value, kind="choice", choices=Timing.choices, scope="organization", group="notices",
    card=BY_MAIL, label=_("When notices are mailed"),
    help=_("Urgent ones about the own account are mailed at once in any case."),
)  # fmt: skip
DIGEST_HOUR = setting(
    "notices.digest_hour", 8, kind="number", least=0, most=23, unit=_("o'clock"), scope="organization",
    group="notices", card=BY_MAIL, label=_("Hour of the summary"), help=_("In the time zone of each person."),
)  # fmt: skip
DIGEST_DAY = setting(
    "notices.digest_day", "1", kind="choice", choices=[(str(n), label) for n, label in WEEKDAYS],
    scope="organization", group="notices", card=BY_MAIL, label=_("Day of the weekly summary"),
)  # fmt: skip
AT_MOST = setting(
    "notices.most_per_hour", 10, kind="number", least=1, most=1000, group="notices", card=BY_MAIL,
    label=_("Mails to one person within an hour"), help=_("What is more waits for the next summary."),
)  # fmt: skip
IS_QUIET = setting(
    "notices.quiet", False, kind="yes_no", scope="organization", group="notices", card=QUIET,
    label=_("Quiet hours"), help=_("Mails wait until they end. Holds for people who chose nothing themselves."),
)  # fmt: skip
QUIET_FROM = setting(
    "notices.quiet_from", "20:00", kind="text", check=clock_fault, scope="organization", group="notices", card=QUIET,
    label=_("From"), help=_("In the time zone of each person, as 20:00."),
)  # fmt: skip
QUIET_TO = setting(
    "notices.quiet_to", "07:00", kind="text", check=clock_fault, scope="organization", group="notices", card=QUIET,
    against=lambda value, asked: SAME if value == asked("notices.quiet_from") else "",
    label=_("To"), help=_("On the next day where it is earlier than the beginning."),
)  # fmt: skip
QUIET_DAYS = setting(
    "notices.quiet_days", "1234567", kind="choice", choices=DAYS, scope="organization", group="notices", card=QUIET,
    label=_("Days on which they begin"),
)  # fmt: skip
KEEP = setting(
    "notices.keep", dt.timedelta(days=90), kind="duration", unit="days", least=1, most=3650, group="notices",
    card=HISTORY, label=_("Keep notices"), help=_("Older ones are deleted every night, read or not."),
)  # fmt: skip
