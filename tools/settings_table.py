#!/usr/bin/env python3
"""Writes docs/settings.md, the table of all settings, from what the rooms declare; `--check` compares only."""

from __future__ import annotations

import os
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nucleus.kernel.settings import Setting

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "settings.md"
HEAD = """# Settings

Every setting with its key, as pages, API (`GET /api/admin/settings`) and `nucleus settings` name it. Written by
`tools/settings_table.py` from the declarations; do not edit by hand. How they work: [guide](guides/settings.md).
"""


def bounds(setting: Setting[Any]) -> str:
    """What is taken, in words."""
    if setting.kind.name == "choice":
        return ", ".join(f"`{value}`" for value, _label in setting.offered())
    unit = f" {setting.unit}" if setting.unit else ""
    if setting.kind.name in ("number", "duration") and setting.least is not None:
        return f"{setting.least} to {setting.most}{unit}"
    return {"yes_no": "on or off", "networks": "networks in CIDR notation"}.get(setting.kind.name, setting.kind.name)


def who(setting: Setting[Any]) -> str:
    """Who may set it."""
    if setting.scope == "system":
        return "superadmin"
    return "superadmin, " + ", ".join(str(tier) for tier in setting.tiers)


def line(setting: Setting[Any]) -> str:
    """One row of the table."""
    default = "(not set)" if setting.sensitive else setting.show(setting.default)
    environment = f" Environment: `{setting.environment}`." if setting.environment else ""
    cells = (f"`{setting.key}`", setting.label, f"{setting.help}{environment}", default, bounds(setting), who(setting))
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def page() -> str:
    """The whole page."""
    from nucleus.kernel.settings import GROUPS, declared  # noqa: PLC0415 - after Django is there

    found = [HEAD]
    for key, some in groupby(declared(), key=lambda setting: setting.group):
        group = GROUPS[key]
        found += [f"\n## {group.section}: {group.label}\n"]
        found += [
            "| key | setting | what it does | default | takes | who may set it |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        found += [line(setting) for setting in some]
    return "\n".join(found) + "\n"


def main() -> int:
    """Writes the page, or says that it is not up to date."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
    import django  # noqa: PLC0415 - the path is set first

    django.setup()
    text = page()
    if "--check" not in sys.argv:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print("docs/settings.md is not up to date: run tools/settings_table.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
