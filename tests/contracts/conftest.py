"""A caller who may do everything, and the planted house as its ground."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from nucleus.kernel.registry import registry
from nucleus.platform.reference.document import make_document
from tests.matrix.planting import Ground, planted
from tests.matrix.routes import rules

SLUG = "nucleus"
PARAMETER = re.compile(r"<[a-z]+:([a-z_]+)>")


@pytest.fixture
def ground(cast, settings, tmp_path, set_settings) -> Ground:
    """The cast with a row of every scoped model in every organization; files go with the test, nobody is throttled."""
    settings.MEDIA_ROOT = tmp_path
    set_settings({"api.calls_of_session": 1_000_000, "api.calls_of_network": 1_000_000})
    return planted(cast.organizations)


@pytest.fixture
def caller(signed, ground) -> Client:
    """Somebody of the company who holds every permission there is."""
    return signed(SLUG, *registry.permissions, *registry.commands)


@pytest.fixture
def document() -> dict:
    """The document as it is served."""
    return make_document()


def real_ids(ground: Ground) -> dict[str, dict[str, str]]:
    """Path of the document to its parameters with the id of a row that stands there, as far as the policy names it."""
    found = {}
    for rule in rules():
        if rule.is_api and rule.model:
            names = PARAMETER.findall(rule.route)
            path = "/" + PARAMETER.sub(r"{\1}", rule.route)
            if len(names) == 1:
                found[path] = {names[0]: ground.of(rule.model, SLUG).public_id}
    return found
