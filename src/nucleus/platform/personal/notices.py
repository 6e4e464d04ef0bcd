"""Who is told of a shared view."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.notices import ORGANIZATION, Facts, Holders, Told, notice
from nucleus.kernel.registry import registry
from nucleus.platform.personal.events import ViewShared


def shared(facts: Facts) -> str:
    """Who shares which view of which list."""
    table = registry.resources.get(str(facts["table"]))
    return _("%(by)s shares the view “%(name)s” of “%(list)s” with you.") % {
        "by": facts["by"], "name": facts["name"], "list": table.label if table else facts["table"],
    }  # fmt: skip


@notice(
    "views.shared", on=ViewShared, group=ORGANIZATION, label=gettext_lazy("Shared view"), tone="info", text=shared,
    address="/views/{view}/",
)  # fmt: skip
def view_shared(event: ViewShared) -> Iterable[Told]:
    """The colleagues."""
    facts = {"view": event.view, "name": event.name, "table": event.table, "by": event.by_name}
    yield Told(Holders((event.organization,), without=(event.by,)), about=event.view, facts=facts)
