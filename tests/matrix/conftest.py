"""The planted house, as a fixture."""

from __future__ import annotations

import pytest

from tests.matrix.planting import Ground, planted


@pytest.fixture
def ground(cast, set_settings) -> Ground:
    """The cast with a row of every scoped model in every organization."""
    set_settings({"api.calls_of_session": 1_000_000, "api.calls_of_network": 1_000_000})
    return planted(cast.organizations)
