"""The access journal as a list: what concerns the own organization, and for the superadmin all of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Column, Empty, Filter, Table, register
from nucleus.platform.journal.models import Act, Detail, Entry

ACT_TONES = {Act.VIEW: "", Act.EXPORT: "warn", Act.DOWNLOAD: "info"}
DOORS = [("page", _("Page")), ("api", _("API"))]


def lines() -> QuerySet[Entry]:
    """The lines in sight."""
    return Entry.objects.all()  # type: ignore[no-any-return]


def subject_words(subject: str) -> str:
    """What was shown, as its list is called."""
    table = registry.resources.get(subject)
    return str(table.label) if table is not None else subject


def subjects() -> list[tuple[str, Any]]:
    """What can leave a line, for the filter."""
    found = [(name, str(table.label)) for name, table in registry.resources.items() if table.discloses]
    return sorted(found, key=lambda pair: (pair[1].casefold(), pair[0]))


COLUMNS = (
    Column("reader_label", _("By"), "main", sort=True, more=("reader_from",), options={"avatar": True}),
    Column("reader_from", _("Of"), pages=False),
    Column("reader_id", _("Person id"), pages=False),
    Column("act", _("How"), "status", sort=True, priority=2, options={"choices": Act.choices, "tones": ACT_TONES}),
    Column("subject", _("What"), sort=True, options={"words": subject_words}),
    Column("object_label", _("Object"), priority=2),
    Column("object_id", _("Object id"), pages=False),
    Column("object_type", _("Kind"), pages=False, detail=True),
    Column("detail", _("Detail"), "tag", priority=3, options={"choices": Detail.choices}),
    Column("format", _("Format"), priority=3),
    Column("rows", _("Rows"), "number", sort=True, priority=3, null=True),
    Column("whole", _("To the end"), "yes_no", detail=True),
    Column("at", _("When"), "datetime", sort=True),
    Column("door", _("Door"), "tag", detail=True, options={"choices": DOORS}),
    Column("address", _("Network address"), priority=3),
    Column("session", _("Session"), detail=True),
    Column("request_id", _("Request"), detail=True),
)
OWNER = Column("organization", _("Whose data"), source="organization__name", priority=2)
FILTERS = (
    Filter("act", _("How"), choices=Act.choices),
    Filter("detail", _("Detail"), choices=Detail.choices),
    Filter("subject", _("What"), choices=subjects),
    Filter("reader", _("By"), "text", source="reader_id", pages=False),
    Filter("object", _("Object"), "text", source="object_id", pages=False),
    Filter("since", _("From"), "day", source="at__date__gte"),
    Filter("until", _("To"), "day", source="at__date__lte"),
)
SEARCH = ("reader_label", "reader_from", "object_label", "object_id")
EMPTY = Empty("eye", _("Nobody looked yet"), _("Every look at personal or DMARC detail leaves a line here."))

JOURNAL = register(
    Table(
        name="journal",
        label=_("Access journal"),
        one=_("Access"),
        sub=_("Who looked at personal and DMARC detail of your organization, and what your own people looked at."),
        permission="journal.view",
        rows=lines,
        page="/journal/",
        api="/api/crm/accesses",
        address="/journal/{public_id}/",
        columns=(*COLUMNS[:6], OWNER, *COLUMNS[6:]),
        filters=FILTERS,
        search=SEARCH,
        sort="-at",
        empty=EMPTY,
    )
)

JOURNAL_OF_ALL = register(
    Table(
        name="journal-of-all",
        label=_("Access journal"),
        one=_("Access"),
        sub=_("Who looked at personal and DMARC detail, of every organization."),
        permission="journal.view",
        rows=lines,
        page="/admin/journal/",
        address="/admin/journal/{public_id}/",
        columns=(*COLUMNS[:6], OWNER, *COLUMNS[6:]),
        filters=FILTERS,
        search=(*SEARCH, "organization__name"),
        sort="-at",
        empty=EMPTY,
    )
)
