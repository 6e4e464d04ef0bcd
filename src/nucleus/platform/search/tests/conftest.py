"""The cast with domains, indexed."""

from __future__ import annotations

import pytest
from tests.cast import Cast

from nucleus.dmarc.domains.models import Domain
from nucleus.kernel.actor import system_actor
from nucleus.platform.search.indexing import rebuild

DOMAINS = {
    "harbour": "harbour.example",
    "bakery": "brûlée-bakery.example",
    "clinic": "harbour-clinic.example",
    "mill": "mill.example",
    "nucleus": "harbour-own.example",
}


@pytest.fixture
def indexed(cast: Cast) -> Cast:
    """Each of some organizations watches a domain; everything stands in the index."""
    with system_actor("test"):
        for slug, name in DOMAINS.items():
            Domain(organization=cast.organizations[slug], name=name).save()
        rebuild()
    return cast
