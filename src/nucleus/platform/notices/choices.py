"""How a person wants to be told: the own choice, else what the settings of the organization say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from nucleus.kernel.actor import Actor, Place, Tier, current_actor
from nucleus.kernel.errors import Denied
from nucleus.kernel.notices import GROUPS, NoticeKind
from nucleus.platform.notices.models import Preference, Timing
from nucleus.platform.notices.settings import (
    DIGEST_DAY,
    DIGEST_HOUR,
    IS_QUIET,
    MAILED,
    QUIET_DAYS,
    QUIET_FROM,
    QUIET_TO,
    TIMING,
)
from nucleus.platform.notices.timing import Quiet, clock, loud_again, next_digest, zone_of
from nucleus.platform.tree.models import Organization


@dataclass(frozen=True, slots=True)
class Choice:
    """What holds for one person in one organization. `channels` maps a group to whether page and mail tell of it.

    `is_own` says whether the person chose anything; hours are of the zone.
    """

    channels: Mapping[str, tuple[bool, bool]]
    timing: str
    digest_hour: int
    digest_day: int
    is_quiet: bool
    quiet_from: str
    quiet_to: str
    quiet_days: str
    is_own: bool = False

    @property
    def quiet(self) -> Quiet | None:
        """The quiet time, where there is one."""
        if not self.is_quiet or self.quiet_from == self.quiet_to:
            return None
        return Quiet(clock(self.quiet_from), clock(self.quiet_to), frozenset(int(n) for n in self.quiet_days))

    def on_page_only(self) -> Choice:
        """The same without mails."""
        return replace(self, channels={key: (page, False) for key, (page, _mail) in self.channels.items()})

    def ways(self, kind: NoticeKind) -> tuple[bool, bool]:
        """Whether page and mail tell of the kind."""
        return self.channels[kind.group.key]

    def mail_at(self, kind: NoticeKind, moment: dt.datetime, zone: str) -> dt.datetime:
        """When a notice of this moment is mailed."""
        if kind.urgent:
            return moment
        if self.timing == Timing.NOW:
            return loud_again(moment, self.quiet, zone_of(zone))
        return self.summary_at(moment, zone)

    def summary_at(self, moment: dt.datetime, zone: str) -> dt.datetime:
        """The next summary, outside the quiet time."""
        weekday = self.digest_day if self.timing == Timing.WEEKLY else None
        where = zone_of(zone)
        return loud_again(next_digest(moment, self.digest_hour, where, weekday), self.quiet, where)


def default_choice(place: Place) -> Choice:
    """What the settings say there."""
    return Choice(
        {key: (True, MAILED[key].value(place)) for key in GROUPS},
        TIMING.value(place),
        DIGEST_HOUR.value(place),
        int(DIGEST_DAY.value(place)),
        IS_QUIET.value(place),
        QUIET_FROM.value(place),
        QUIET_TO.value(place),
        QUIET_DAYS.value(place),
    )


def merged(own: Preference | None, default: Choice) -> Choice:
    """The own choice over the default. What cannot be taken off the page stays there."""
    if own is None:
        return default
    channels = {}
    for key, group in GROUPS.items():
        page, mail = own.channels.get(key, default.channels[key])
        channels[key] = (page or group.kept, mail)
    return Choice(
        channels,
        own.timing or default.timing,
        default.digest_hour if own.digest_hour is None else own.digest_hour,
        own.digest_day or default.digest_day,
        default.is_quiet if own.is_quiet is None else own.is_quiet,
        own.quiet_from or default.quiet_from,
        own.quiet_to or default.quiet_to,
        own.quiet_days or default.quiet_days,
        is_own=True,
    )


def choices_of(people: Iterable[int], organization: Organization) -> dict[int, Choice]:
    """The choices of these users in that organization: one query, asked as the system."""
    wanted = list(people)
    rows = Preference.objects.filter(organization=organization, owner_id__in=wanted)
    own = {row.owner_id: row for row in rows}
    default = default_choice(organization.place)
    return {user: merged(own.get(user), default) for user in wanted}


def home_of(actor: Actor) -> Organization:
    """Where the notices of the actor hang: the own organization, the company for the superadmin. Raises Denied for
    the software itself.
    """
    if actor.user is None:
        raise Denied
    if actor.place is None:
        return Organization.objects.get(tier=Tier.COMPANY)  # type: ignore[no-any-return]
    return Organization.objects.get(pk=actor.place.organization)  # type: ignore[no-any-return]


def own_preference() -> Preference | None:
    """What the actor chose; nothing where that is nothing."""
    found: Preference | None = Preference.objects.filter(owner_id=current_actor().user or 0).first()
    return found


def own_choice() -> Choice:
    """What holds for the actor."""
    return merged(own_preference(), default_choice(home_of(current_actor()).place))
