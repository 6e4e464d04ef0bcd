"""Says at the start when the stylesheet and scripts were not built."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as CheckWarning

from nucleus.kernel.assets import assets_folder, manifest


@register
def assets_are_built(**_options: Any) -> list[CheckMessage]:
    """One warning when there is no manifest, because every page would stand there unstyled."""
    if manifest(assets_folder()):
        return []
    hint = "Run: python tools/build_assets.py"
    return [CheckWarning("The stylesheet, scripts and icons are not built.", hint=hint, id="ui.W001")]
