"""Mails of notices: one mail for all that is due to a person, exactly once.

The rows are locked, and the mail and the note that they went with it are one transaction: a job that is repeated, or
two workers at one time, find nothing left to send.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from nucleus.kernel.actor import Tier, system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.notices import NoticeKind
from nucleus.kernel.registry import registry
from nucleus.platform.accounts.models import User
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.languages.effect import speaking
from nucleus.platform.mail.sending import send_mail
from nucleus.platform.notices.audience import Recipient, active_members, recipient
from nucleus.platform.notices.choices import Choice, choices_of
from nucleus.platform.notices.letters import letter
from nucleus.platform.notices.models import Notice
from nucleus.platform.notices.settings import AT_MOST
from nucleus.platform.notices.timing import loud_again, zone_of
from nucleus.platform.tree.models import Organization

HOUR = dt.timedelta(hours=1)
MOST = 200  # notices of one mail; the rest go with the next one
BATCH = 500


def deliver_due() -> int:
    """Mails everything that is due. Answers how many mails were ordered."""
    sent = 0
    while True:
        with system_actor("mails of notices"):
            due = Notice.objects.filter(mail_at__lte=now(), mailed_at__isnull=True)
            pairs = list(due.order_by().values_list("recipient_id", "organization_id").distinct()[:BATCH])
        if not pairs:
            return sent
        for user, organization in pairs:
            with system_actor("mails of notices"), write_transaction():
                sent += mail_person(user, organization)


def mail_person(user: int, organization: int) -> int:
    """Mails what is due to one person in one organization, in the caller's transaction. Answers how many mails."""
    moment = now()
    due = Notice.objects.filter(
        recipient_id=user, organization_id=organization, mail_at__lte=moment, mailed_at__isnull=True
    )
    rows = list(due.select_for_update(of=("self",)).order_by("-at", "-pk")[:MOST])
    if not rows:  # another worker was first
        return 0
    to = still_there(user, organization)
    kept = [row for row in rows if to is not None and (row.read_at is None or is_urgent(row))]
    _put_off([row for row in rows if row not in kept], None)  # read on the page, or nobody is there to read it
    if to is None or not kept:
        return 0
    choice = choices_of([user], to.organization)[user]
    kept = _held_back(kept, to, choice, moment)
    if not kept:
        return 0
    _send(kept, to, moment)
    return 1


def still_there(user: int, organization: int) -> Recipient | None:
    """The person in the organization as of now; nothing where the membership or the account has ended."""
    member = active_members().filter(user_id=user, organization_id=organization).first()
    if member is not None:
        return recipient(member.user, member.organization)
    root = User.objects.filter(pk=user, is_active=True, is_superadmin=True).first()
    place = Organization.objects.filter(pk=organization, tier=Tier.COMPANY).first()
    return recipient(root, place) if root and place else None


def is_urgent(row: Notice) -> bool:
    """Whether its kind leaves at once."""
    kind: NoticeKind | None = registry.notices.get(row.kind)
    return kind is not None and kind.urgent


def _held_back(rows: list[Notice], to: Recipient, choice: Choice, moment: dt.datetime) -> list[Notice]:
    """What may leave now. The rest waits: for the end of a quiet time, or, beyond the bound, for the next summary."""
    urgent = [row for row in rows if is_urgent(row)]
    others = [row for row in rows if not is_urgent(row)]
    until = loud_again(moment, choice.quiet, zone_of(to.zone))
    if until > moment:
        _put_off(others, until)
        return urgent
    if others and mails_within_an_hour(to, moment) >= AT_MOST.value():
        _put_off(others, choice.summary_at(moment, to.zone))
        return urgent
    return [*urgent, *others]


def mails_within_an_hour(to: Recipient, moment: dt.datetime) -> int:
    """How many mails of notices the person got."""
    rows = Notice.objects.filter(recipient=to.user, organization=to.organization, mailed_at__gt=moment - HOUR)
    return int(rows.order_by().values("mail").distinct().count())


def _put_off(rows: Sequence[Any], until: dt.datetime | None) -> None:
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mail_at=until)


def _send(rows: Sequence[Notice], to: Recipient, moment: dt.datetime) -> None:
    with speaking(to.speech):
        mail = send_mail(to.user.email, letter(rows, to), organization=to.organization)
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=moment, mail=mail.public_id, mail_at=None)
