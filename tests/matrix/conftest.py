"""The planted house, as a fixture."""

from __future__ import annotations

import pytest

from tests.matrix.planting import Ground, planted


@pytest.fixture
def ground(cast) -> Ground:
    """The cast with a row of every scoped model in every organization."""
    return planted(cast.organizations)
