"""The work that nobody waits for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.platform.jobs.job import job
from nucleus.platform.search.indexing import add_new, rebuild, sources


@job("search.rebuild", schedule="41 2 * * *", limit=14400, label=_("Compare the search index with everything"))
def rebuild_index() -> None:
    """Mends what an event could not tell: changes made in bulk, rows that came late. Nothing is emptied before."""
    rebuild()


@job("search.catch_up", schedule="*/15 * * * *", label=_("Add what is new to the search index"))
def catch_up() -> None:
    """Adds rows that came without an event."""
    for source in sources():
        add_new(source)
