"""What shows personal or DMARC detail says so, or the access journal would not know."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, get_resolver

from nucleus.kernel.actor import system_actor
from nucleus.kernel.registry import registry
from nucleus.platform.journal.middleware import shown_by
from nucleus.platform.journal.models import Detail, Entry
from nucleus.platform.tree.scope import Visibility

FREE = {
    "sessions": "everybody's own sessions",
}
"""Lists with detail of people or mail that leave no line, each with its reason."""

PERSONAL = {"accounts.Membership", "accounts.Session", "accounts.Attempt", "mail.OutgoingMail"}
"""Models that hold people's data without being detail by their visibility, or beside it."""

PAGES = {
    "dmarc/domains/<str:public_id>/": "dmarc",
    "dmarc/domains/<str:public_id>/map/": "dmarc",
    "dmarc/reports/<str:public_id>/": "dmarc",
    "dmarc/reports/<str:public_id>/raw/": "dmarc",
    "dmarc/files/<str:public_id>/": "dmarc",
    "dmarc/files/<str:public_id>/raw/": "dmarc",
    "dmarc/upload/done/": "dmarc",
    "organizations/<str:public_id>/": "personal",
    "members/<str:public_id>/": "personal",
}
"""Pages of single things. Lists are found by their tables."""

UNDER = {
    "dmarc/": "sums and names of domains, as in the list of domains",
    "dmarc/metrics/": "metrics, which are no detail (SPEC ORG-4)",
    "dmarc/metrics/<str:organization>/": "the same",
    "dmarc/upload/": "the form; it names files that the own organization handed in",
}
"""Further pages under `/dmarc/` that read, with the reason why they leave no line."""


def model_of(table):
    """The model of its rows; nothing where they hang on a thing that the address names."""
    try:
        return table.rows().model
    except TypeError:
        return None


@pytest.fixture(autouse=True)
def _as_system(db):
    with system_actor("test"):
        yield


def is_detail(model):
    return (
        getattr(model, "visibility", None) in (Visibility.DETAIL, Visibility.THROUGH) and model is not Entry
    )  # who reads the journal would fill it


def test_every_table_of_detail_says_so():
    silent = []
    for name, table in registry.resources.items():
        model = model_of(table)
        under = model is None and table.permission == "reports.view"
        if (under or (model and (is_detail(model) or model._meta.label in PERSONAL))) and not table.discloses:
            silent.append(name)
    assert set(silent) == set(FREE)


def test_what_is_disclosed_is_a_known_sort_and_a_known_list():
    for name, table in registry.resources.items():
        assert table.discloses in ("", *Detail.values), name
    for route, view in routes():
        shown = shown_by(view)
        if shown is not None:
            assert (shown.detail in Detail.values, shown.subject in registry.resources) == (True, True), route


def routes():
    found = []

    def walk(patterns, prefix=""):
        for entry in patterns:
            at = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                found.append((at, entry.callback))
            else:
                walk(entry.url_patterns, at)

    walk(get_resolver().url_patterns)
    return found


def reads(view):
    of = getattr(view, "view_class", None) or getattr(view, "cls", None)
    return hasattr(of, "get") and "act" not in view.__dict__.get("view_initkwargs", {})


def test_every_page_of_detail_says_so():
    said = {route: shown.detail for route, view in routes() if (shown := shown_by(view)) is not None}
    assert {route: said.get(route) for route in PAGES} == PAGES
    under = {
        route
        for route, view in routes()
        if route.startswith("dmarc/") and reads(view) and route not in said and "folders" not in route
    }
    assert under == set(UNDER)
