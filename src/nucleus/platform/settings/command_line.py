"""`nucleus settings`: the system's settings on the command line, and the page that lists them all.

Runs as the system, at the system's level. Refusals are raised as Problem; the caller prints them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, TextIO

import orjson

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.setting_kinds import BadValueError
from nucleus.kernel.text import one_line
from nucleus.platform.settings.commands import change_settings, import_settings, reset_settings
from nucleus.platform.settings.documents import export_document, import_differences
from nucleus.platform.settings.levels import AtLevel
from nucleus.platform.settings.queries import Entry, entries, entry

SYSTEM = AtLevel(None)
REASON = "settings on the command line"


def list_settings(out: TextIO, words: str = "") -> int:
    """Key, value and source of each setting, those with the words in their key or label only."""
    with system_actor(REASON):
        found = [e for e in entries(SYSTEM) if words.casefold() in f"{e.key} {e.setting.label}".casefold()]
    width = max((len(e.key) for e in found), default=0)
    out.writelines(f"{e.key:{width}}  {one_line(e.shown)}  ({e.found.source})\n" for e in found)
    return 0 if found else 1


def get_setting(key: str, out: TextIO) -> int:
    """The value as JSON; a secret is not told."""
    with system_actor(REASON):
        found = _known(key)
    shown: Any = "***" if found.setting.sensitive else found.setting.store(found.found.value)
    out.write(orjson.dumps(shown).decode() + "\n")
    return 0


def set_setting(key: str, text: str) -> int:
    """Sets a value given as text; `-` reads it from standard input, so that a secret is in no list of processes."""
    given = sys.stdin.readline().rstrip("\n") if text == "-" else text
    with system_actor(REASON):
        found = _known(key)
        try:
            value = found.setting.store(found.setting.parse(given))
        except BadValueError as error:
            raise Invalid({key: [str(error)]}, f"{key}: {error}") from None
        change_settings(values={key: value})
    return 0


def reset_setting(key: str) -> int:
    """Back to the default."""
    with system_actor(REASON):
        _known(key)
        reset_settings(keys=[key])
    return 0


def export_settings(out: TextIO) -> int:
    """The own values as a JSON document, without secrets."""
    with system_actor(REASON):
        document = export_document(SYSTEM)
    out.write(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n")
    return 0


def take_over(path: Path, out: TextIO, *, dry_run: bool) -> int:
    """Shows what the document would change, and unless it is a dry run changes it."""
    try:
        document = orjson.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Invalid({"file": [str(error)]}) from None
    if not isinstance(document, dict):
        raise Invalid({"file": ["This is no JSON object."]})
    with system_actor(REASON):
        found = import_differences(SYSTEM, document)
        if found and not dry_run:
            import_settings(document=document)
    out.writelines(f"{each.entry.key}: {one_line(each.before)} -> {one_line(each.after)}\n" for each in found)
    return 0


def _known(key: str) -> Entry:
    found = entry(SYSTEM, key)
    if found is None:
        raise NotVisible(f"There is no setting {key!r}; `nucleus settings list` names them.")
    return found
