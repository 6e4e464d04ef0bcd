"""The lists in memory that every frontend has."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.searches import SearchList, searchable
from nucleus.platform.search.menu_lists import actions, pages

searchable(SearchList("pages", _("Pages"), "layout-dashboard", pages, things=False))
searchable(SearchList("actions", _("Actions"), "zap", actions, things=False))
