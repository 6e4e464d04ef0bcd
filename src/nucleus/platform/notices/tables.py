"""The list of the own notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.notices import GROUPS, kinds
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.notices.queries import own_notices

BY_KEY = [(group.key, group.label) for group in GROUPS.values()]
STATE = {
    "choices": ((True, _("New")), (False, _("Read"))),
    "tones": {True: "brand"},
    "schema": {"type": "boolean"},
}


def known_kinds() -> list[tuple[str, str]]:
    """The kinds, by their label."""
    return [(kind.name, str(kind.label)) for kind in kinds()]


NOTICES = register(
    Table(
        name="notices",
        label=_("Notices"),
        one=_("Notice"),
        sub=_("What happened to your own things. Opening one marks it as read."),
        permission="",
        rows=own_notices,
        page="/notices/",
        api="/api/crm/notices",
        address="/notices/{public_id}/",
        type="notice",
        columns=(
            Column("text", _("Notice"), "main"),
            Column("is_new", _("State"), "status", priority=2, options=STATE),
            Column("group", _("Group"), "tag", sort=True, priority=2, options={"choices": BY_KEY}),
            Column("count", _("Times"), "number", sort=True, priority=3),
            Column("at", _("When"), "datetime", sort=True),
            Column("first_at", _("First"), "datetime", detail=True),
            Column("read_at", _("Read"), "datetime", detail=True, null=True),
            Column("kind", _("Kind"), pages=False),
            Column("about", _("About"), pages=False),
            Column("facts", _("Facts"), pages=False, detail=True, options={"schema": {"type": "object"}}),
        ),
        filters=(
            Filter("new", _("New"), "yes_no", source="read_at__isnull"),
            Filter("group", _("Group"), choices=BY_KEY),
            Filter("kind", _("Kind"), choices=known_kinds),
        ),
        sort="-at",
        acts=(
            Act(
                "notices.read", _("Mark as read"), icon="check", when={"is_new": [True]}, bulk=True,
                done=_("Marked as read."),
            ),
        ),
        empty=Empty("bell", _("No notices"), _("What concerns you appears here: failed work, new domains, sign-ins.")),
    )
)  # fmt: skip
