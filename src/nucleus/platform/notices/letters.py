"""What a mail of notices says, in the active language and time zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import ngettext

from nucleus.kernel.notices import GROUPS, sentence
from nucleus.kernel.text import one_line
from nucleus.platform.mail.letterhead import letterhead_of
from nucleus.platform.mail.links import page_address
from nucleus.platform.mail.sending import Templated
from nucleus.platform.notices.audience import Recipient
from nucleus.platform.notices.models import Notice

SHOWN = 50  # notices that one mail spells out
SUBJECT = 150  # characters


class Item(NamedTuple):
    """One notice as a mail shows it."""

    text: str
    times: int
    at: Any
    url: str


class Part(NamedTuple):
    """The notices of one group."""

    label: str
    items: list[Item]


def letter(rows: Sequence[Notice], to: Recipient) -> Templated:
    """The mail: one notice with its own sentence as the subject, several under the headings of their groups."""
    shown = rows[:SHOWN]
    parts = []
    for key, group in GROUPS.items():
        items = [_item(row) for row in shown if row.group == key]
        if items:
            parts.append(Part(str(group.label), items))
    total = len(rows)
    subject = sentence(rows[0].facts) if total == 1 else _many(total, to.organization.name)
    context = {
        "subject": one_line(subject, SUBJECT),
        "parts": parts,
        "single": total == 1,
        "more": total - len(shown),
        "organization": to.organization.name,
        "name": to.user.name,
        "list": page_address("/notices/"),
        "preferences": page_address("/notices/preferences/"),
        "head": letterhead_of(to.organization),
    }
    return Templated("mail/notices", context)


def _many(total: int, name: str) -> str:
    return ngettext("%(n)d notice from %(name)s", "%(n)d notices from %(name)s", total) % {"n": total, "name": name}


def _item(row: Notice) -> Item:
    return Item(sentence(row.facts), row.count, row.at, page_address(f"/notices/{row.public_id}/"))
