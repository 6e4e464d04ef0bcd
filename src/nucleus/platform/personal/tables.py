"""The list of saved views."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.personal.queries import own_lists, views_in_sight
from nucleus.platform.ui.rows import Cell, Look, cell_kind

MOMENT = {"schema": {"type": "string", "format": "date-time"}}


@cell_kind("list")
def list_cell(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """The label of a list instead of its name."""
    place = at[column.path]

    def cell(row: tuple[object, ...]) -> str:
        name = str(row[place])
        return escape(str(registry.resources[name].label) if name in registry.resources else name)

    return cell


VIEWS = register(
    Table(
        name="views",
        label=_("Saved views"),
        one=_("Saved view"),
        sub=_("Filters, order and columns of lists under a name: yours, and those that colleagues share."),
        permission="",
        rows=views_in_sight,
        page="/views/",
        api="/api/crm/views",
        address="/views/{public_id}/",
        type="view",
        revision="revision",
        columns=(
            Column("name", _("Name"), "main", sort=True),
            Column("table", _("List"), "list", sort=True),
            Column("owner", _("Owner"), source="owner__name", sort=True, priority=2),
            Column("is_own", _("Yours"), "yes_no", priority=3),
            Column("is_shared", _("Shared"), "yes_no", priority=2),
            Column("query", _("Filters"), priority=3),
            Column("columns", _("Columns"), detail=True),
            Column("changed_at", _("Changed"), "datetime", sort=True, priority=3, options=MOMENT),
            Column("revision", _("Revision"), "number", detail=True, pages=False),
        ),
        filters=(
            Filter("is_own", _("Yours"), "yes_no"),
            Filter("is_shared", _("Shared"), "yes_no"),
            Filter("table", _("List"), "text"),
        ),
        search=("name", "table"),
        sort="name",
        create=Act("views.save", _("Save a view"), alone=False),  # of a list that stands open
        change=Act("views.change", _("Rename"), icon="pencil", done=_("Saved.")),
        remove=Act("views.remove", _("Remove"), kind="danger", when={"is_own": [True]}, bulk=True, done=_("Removed.")),
        acts=(
            Act("views.share", _("Share"), when={"is_own": [True], "is_shared": [False]}, done=_("Shared.")),
            Act("views.withdraw", _("Withdraw"), when={"is_shared": [True]}, done=_("Withdrawn.")),
        ),
        empty=Empty(
            "save", _("No saved views yet"), _("Narrow a list down, then keep it under a name in its Views menu.")
        ),
    )
)

LISTS = register(
    Table(
        name="lists",
        label=_("Kept lists"),
        one=_("Kept list"),
        sub=_("Columns, rows of a page and the view to open with, as you keep them for each list."),
        permission="",
        rows=lambda **where: own_lists(),
        api="/api/crm/lists",
        revision="revision",
        columns=(
            Column("table", _("List"), sort=True),
            Column("columns", _("Columns")),
            Column("size", _("Rows on a page"), "number", null=True),
            Column("density", _("Rows")),
            Column("start", _("Opens with")),
            Column("hints", _("Hint")),
            Column("changed_at", _("Changed"), "datetime", sort=True, options=MOMENT),
            Column("revision", _("Revision"), "number", detail=True),
        ),
        search=("table",),
        sort="table",
        create=Act("lists.keep", _("Keep"), alone=False),
    )
)
