"""From an event to the notices of people: written in the transaction in which the relay notes that it is done."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.events import Event
from nucleus.kernel.notices import Fact, NoticeKind, Told, kinds
from nucleus.kernel.text import one_line
from nucleus.platform.gate.transaction import write_transaction
from nucleus.platform.jobs.models import JobRun, State
from nucleus.platform.jobs.wording import without_secrets
from nucleus.platform.notices.audience import Recipient, recipients
from nucleus.platform.notices.choices import Choice, choices_of
from nucleus.platform.notices.models import Notice

LONGEST = 200  # characters of a fact
AGAIN = dt.timedelta(hours=24)  # an unread notice that was mailed is mailed again after this time at the earliest


def tell_people(event: Event) -> None:
    """Tells everybody whom a kind names. Runs once per event: the relay keeps that note with what is written here."""
    with system_actor("notices of an event"), write_transaction():
        due = False
        for kind in kinds():
            if kind.event != event.event_name:
                continue
            for told in _several(kind.tell(event)):
                due |= tell(kind, told)
        if due:
            order_mails()


def _several(told: Told | Iterable[Told] | None) -> list[Told]:
    if told is None:
        return []
    return [told] if isinstance(told, Told) else list(told)


def tell(kind: NoticeKind, told: Told) -> bool:
    """Writes the notices of one telling. Answers whether a mail is due now."""
    moment, due = now(), False
    by_place: dict[int, list[Recipient]] = defaultdict(list)
    for each in recipients(told.to, kind.permission):
        by_place[each.organization.pk].append(each)
    facts = clean_facts(kind, told)
    for people in by_place.values():
        choices = choices_of([each.user.pk for each in people], people[0].organization)
        if not told.mail:
            choices = {user: choice.on_page_only() for user, choice in choices.items()}
        due |= _write(kind, one_line(told.about, 80), facts, people, choices, moment)
    return due


def clean_facts(kind: NoticeKind, told: Told) -> dict[str, Fact]:
    """The facts as they are kept: short, on one line, without what looks like a secret."""
    clean: dict[str, Fact] = {}
    for name, value in told.facts.items():
        clean[name] = one_line(without_secrets(value), LONGEST) if isinstance(value, str) else value
    return {**clean, "kind": kind.name}


def _write(
    kind: NoticeKind,
    about: str,
    facts: dict[str, Fact],
    people: Sequence[Recipient],
    choices: dict[int, Choice],
    moment: dt.datetime,
) -> bool:
    open_rows = Notice.objects.select_for_update(of=("self",)).filter(
        organization=people[0].organization, kind=kind.name, about=about, read_at__isnull=True
    )
    standing = {row.recipient_id: row for row in open_rows.filter(recipient__in=[each.user for each in people])}
    fresh, due = [], False
    for each in people:
        page, mail = choices[each.user.pk].ways(kind)
        if not page and not mail:
            continue
        row = standing.get(each.user.pk)
        mail_at = choices[each.user.pk].mail_at(kind, moment, each.zone) if mail else None
        if row is None:
            row = Notice.fresh(
                organization=each.organization, recipient=each.user, kind=kind.name, group=kind.group.key, about=about,
                facts=facts, first_at=moment, at=moment, on_page=page, mail_at=mail_at,
            )  # fmt: skip
            fresh.append(row)
        else:
            _count(row, kind, facts, mail_at, moment)
        due |= row.mail_at is not None and row.mail_at <= moment
    Notice.objects.bulk_create(fresh)
    return due


def _count(
    row: Any, kind: NoticeKind, facts: dict[str, Fact], mail_at: dt.datetime | None, moment: dt.datetime
) -> None:
    """The same once more: the newest facts, and sums of those that are added up."""
    sums = {name: int(row.facts.get(name, 0)) + int(facts.get(name, 0)) for name in kind.adds}
    row.facts, row.count, row.at = {**facts, **sums}, row.count + 1, moment
    if row.mailed_at is not None and mail_at is not None and (kind.urgent or moment - row.mailed_at >= AGAIN):
        row.mailed_at, row.mail, row.mail_at = None, "", mail_at
    elif row.mailed_at is None and row.mail_at is None:  # what was told before was no reason to write
        row.mail_at = mail_at
    row.save(update_fields=["facts", "count", "at", "mailed_at", "mail", "mail_at"])


def order_mails() -> None:
    """Orders the job that mails, unless one waits already."""
    from nucleus.platform.notices.jobs import deliver_mails  # noqa: PLC0415 - jobs deliver what is told here

    if not JobRun.objects.filter(name=deliver_mails.name, state=State.WAITING).exists():
        deliver_mails.enqueue()
