"""What the commands of the room take."""

from __future__ import annotations

from nucleus.platform.api.inputs import Input


class NoInput(Input):
    """Nothing: the order itself says all."""
