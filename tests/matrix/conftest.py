"""The planted house, as a fixture."""

from __future__ import annotations

import pytest

from tests.matrix.planting import Ground, planted


@pytest.fixture
def ground(cast, set_settings) -> Ground:
    """The cast with a row of every scoped model in every organization."""
    set_settings({f"api.calls_of_{who}": 1_000_000 for who in ("session", "network", "strangers")})
    return planted(cast.organizations)
