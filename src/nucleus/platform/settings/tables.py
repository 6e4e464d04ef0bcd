"""The history of settings as a list."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import orjson
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.registry import registry
from nucleus.kernel.setting_kinds import BadValueError
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.audit.queries import doer
from nucleus.platform.settings.levels import changes, own_level
from nucleus.platform.settings.models import Level, Verb
from nucleus.platform.settings.queries import visible_settings
from nucleus.platform.ui.rows import NOTHING, Cell, Look, Row, cell_kind

VALUE = {"schema": {"type": ["object", "null"], "properties": {"value": {}}}}


def words_of(key: str, kept: Any) -> str:
    """A value of the history in words; empty where there was none, or where it is secret."""
    if isinstance(kept, str):
        kept = orjson.loads(kept)
    if not isinstance(kept, dict) or "value" not in kept:
        return ""
    setting = registry.settings.get(key)
    try:
        return str(setting.show(setting.read(kept["value"]))) if setting else str(kept["value"])
    except BadValueError:
        return str(kept["value"])


@cell_kind("setting_label")
def setting_label(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """The label of a setting by its key, and the key below."""
    place = at[column.path]

    def cell(row: Row) -> str:
        setting = registry.settings.get(row[place])
        key = escape(str(row[place]))
        return f"<strong>{escape(str(setting.label))}</strong> <small class='mut'>{key}</small>" if setting else key

    return cell


@cell_kind("setting_value")
def setting_value(column: Column, at: Mapping[str, int], look: Look) -> Cell:
    """A value of the history in words."""
    place, key = at[column.path], at["key"]
    return lambda row: escape(words_of(row[key], row[place])) or NOTHING


def keys_known() -> list[tuple[str, str]]:
    """The settings of the level, for the filter."""
    return [(setting.key, str(setting.label)) for setting in visible_settings(own_level())]


HISTORY = register(
    Table(
        name="setting-changes",
        label=_("History of settings"),
        one=_("Change of a setting"),
        sub=_("Who changed what, and when. What is secret is never shown."),
        permission="settings.view",
        rows=changes,
        page="/settings/history/",
        api="/api/crm/setting-changes",
        type="setting-change",
        columns=(
            Column("key", _("Setting"), "setting_label", sort=True),
            Column("verb", _("What"), "status", options={"choices": Verb.choices}),
            Column("before", _("Before"), "setting_value", more=("key",), options=VALUE, null=True, priority=2),
            Column("after", _("After"), "setting_value", more=("key",), options=VALUE, null=True),
            Column("actor_label", _("By"), sort=True, priority=2, options={"words": doer}),
            Column("at", _("When"), "datetime", sort=True),
            Column("level", _("Level"), "status", options={"choices": Level.choices}, priority=3),
            Column("organization", _("Organization"), source="organization__name", priority=3),
            Column("undoable", _("Can be undone"), "yes_no", pages=False),
        ),
        filters=(
            Filter("key", _("Setting"), choices=keys_known),
            Filter("verb", _("What"), choices=Verb.choices),
            Filter("level", _("Level"), choices=Level.choices),
            Filter("since", _("From"), "day", source="at__date__gte"),
        ),
        search=("key", "actor_label"),
        sort="-at",
        acts=(Act("settings.undo", _("Undo"), icon="rotate-ccw", done=_("Undone."), when={"undoable": [True]}),),
        empty=Empty("history", _("Nothing was changed yet"), _("Every change of a setting leaves a line here.")),
    )
)
