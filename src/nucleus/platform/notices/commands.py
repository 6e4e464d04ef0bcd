"""What a person does with the own notices."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.notices import GROUPS
from nucleus.platform.api.inputs import NoInput
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import record
from nucleus.platform.notices.choices import Choice, home_of, own_choice, own_preference
from nucleus.platform.notices.inputs import ChooseInput
from nucleus.platform.notices.models import Notice, Preference
from nucleus.platform.notices.settings import SAME

PLAIN = ("timing", "digest_hour", "digest_day", "is_quiet", "quiet_from", "quiet_to")


@command("notices.read", own=True, target="notice", input=NoInput, audited=False)  # a look, not a change of anything
def read_notice(*, notice: Notice) -> Notice:
    """Mark an own notice as read. Raises NotVisible for anybody else's."""
    if notice.recipient_id != current_actor().user:
        raise NotVisible
    if notice.read_at is None:
        notice.read_at = now()
        Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=notice.read_at)
    return notice


@command("notices.read_all", own=True, input=NoInput, audited=False)
def read_all_notices() -> int:
    """Mark all own notices as read. Answers how many were new."""
    actor = current_actor()
    home = home_of(actor)
    rows = Notice.objects.filter(recipient_id=actor.user, organization=home, read_at__isnull=True)
    return int(rows.update(read_at=now()))


@command("notices.choose", own=True, input=ChooseInput)
def choose_channels(*, quiet_days: Collection[int | str] | None = None, **changes: Any) -> Choice:
    """Choose how and when one wants to be told. What is left out stays.

    Raises Invalid where a group is taken off the page that cannot be, or a quiet time would never end.
    """
    before, row = own_choice(), own_preference() or _fresh()
    channels = {key: list(ways) for key, ways in before.channels.items()}
    for key, group in GROUPS.items():
        for place, way in enumerate(("page", "mail")):
            channels[key][place] = changes.get(f"{way}_{key}", channels[key][place])
        if group.kept and not channels[key][0]:
            raise Invalid({f"page_{key}": [_("These stay on the page, so that you learn of it in any case.")]})
    given = {name: changes[name] for name in PLAIN if name in changes}
    if given.get("quiet_from", before.quiet_from) == given.get("quiet_to", before.quiet_to):
        raise Invalid({"quiet_to": [str(SAME)]})
    if quiet_days is not None:
        given["quiet_days"] = "".join(sorted({str(day) for day in quiet_days}))
    row.channels = channels
    for name, value in given.items():
        setattr(row, name, value)
    row.save()
    record(row, label=_("Notices"), **{name: [getattr(before, name), value] for name, value in given.items()})
    return own_choice()


@command("notices.forget_choice", own=True, input=NoInput)
def forget_choice() -> Choice:
    """Be told as the organization has it."""
    row = own_preference()
    if row is not None:
        record(row, label=_("Notices"))
        row.delete()
    return own_choice()


def _fresh() -> Preference:
    actor = current_actor()
    return Preference(organization=home_of(actor), owner_id=actor.user or 0)
