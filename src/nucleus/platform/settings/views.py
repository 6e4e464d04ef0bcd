"""The pages: a group with its form, search, review, and the acts on single settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import Tier, current_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.kernel.registry import registry
from nucleus.kernel.settings import GROUPS, Group
from nucleus.platform.settings.commands import change_settings, lock_settings, undo_change
from nucleus.platform.settings.documents import differences
from nucleus.platform.settings.judging import Conflict
from nucleus.platform.settings.levels import AtLevel, own_level
from nucleus.platform.settings.models import SettingChange, Verb
from nucleus.platform.settings.queries import Entry, entries, groups, search, visible_settings
from nucleus.platform.settings.rows import Row, control_id, rows_of, seen_of, typed_values
from nucleus.platform.settings.tables import words_of
from nucleus.platform.ui.forms import form_key
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.shell import Crumb

HOME = "/settings/"
RECENT = 6


class SettingsPage(PageView):
    """What all pages of settings share: the nav of the groups, the search, the recent changes."""

    permission = "settings.view"
    title = gettext_lazy("Settings")
    page_class = "wide"

    def around(self, level: AtLevel, group: Group | None = None) -> dict[str, Any]:
        """The parts beside the form."""
        sections = [(name, list(some)) for name, some in groupby(groups(level), key=lambda g: g.section)]
        return {
            "sections": sections,
            "group": group,
            "crumbs": [Crumb(_("Settings"), HOME), Crumb(str(group.label))] if group else [Crumb(_("Settings"))],
            "recent": recent_changes(),
            "is_system": level.place is None,
            "has_below": level.place is not None and level.place.tier is not Tier.CUSTOMER,
            "may_import": registry.commands["settings.import"].may(current_actor()),
        }


def by_card(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows under the headings of their cards, each heading once, in the order in which they come first."""
    cards: dict[str, list[Row]] = {}
    for row in rows:
        cards.setdefault(str(row.setting.card), []).append(row)
    return list(cards.items())


def recent_changes() -> list[dict[str, Any]]:
    """The newest lines of the history in words, the last one of a setting with its undo."""
    lines = list(own_level().rows(SettingChange).order_by("-pk")[:RECENT])
    may, seen, found = undo_change.may(current_actor()), set[str](), []
    for line in lines:
        setting = registry.settings.get(line.key)
        newest = line.key not in seen and not (line.secret and line.verb in (Verb.SET, Verb.RESET))
        seen.add(line.key)
        undo = f"{HOME}history/{line.public_id}/undo/" if may and newest and setting is not None else ""
        what = _said(line)
        label = _("Undo: %(what)s") % {"what": what}
        said = {"what": what, "by": line.by, "at": line.at.isoformat()}
        found.append({"line": line, **said, "undo": undo, "undo_label": label})
    return found


def _said(line: SettingChange) -> str:
    setting = registry.settings.get(line.key)
    label = str(setting.label) if setting else line.key
    sentences = {
        Verb.RESET: _("reset “%(label)s”"),
        Verb.LOCK: _("locked “%(label)s”"),
        Verb.UNLOCK: _("unlocked “%(label)s”"),
    }
    value = words_of(line.key, line.after)
    if line.verb == Verb.SET and value:
        return _("set “%(label)s” to %(value)s") % {"label": label, "value": value}
    return sentences.get(Verb(line.verb), _("changed “%(label)s”")) % {"label": label}


class Home(SettingsPage):
    """The first group; or, with words to search for, the settings that are meant."""

    template_name = "platform/settings/search.html"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """To the first group, or what was found."""
        level, words = own_level(), request.GET.get("q", "")[:200].strip()
        if not words:
            return go(request, f"{HOME}{groups(level)[0].key}/")
        found = [(setting, GROUPS[setting.group], control_id(setting.key)) for setting in search(level, words)]
        return self.render(request, {**self.around(level), "words": words, "hits": found})


class At(NamedTuple):
    """A group as a level sees it."""

    level: AtLevel
    group: Group
    entries: list[Entry]


class GroupPage(SettingsPage):
    """The settings of one group. POST saves what was typed over; `then` asks to look at it first, or to type on."""

    template_name = "platform/settings/group.html"
    command = "settings.change"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The form."""
        return self.form(request, self.at(where["group"]))

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Saves, or shows what would be saved. 422 for what cannot be taken, 412 where somebody else was first."""
        change_settings.allow(current_actor(), {})
        at, given = self.at(where["group"]), request.POST
        then = given.get("then", "") or request.GET.get("then", "")
        if then == "edit":
            return self.form(request, at, given)
        values, errors = typed_values(at.entries, given)
        if errors:
            return self.form(request, at, given, errors)
        try:
            if then == "review":
                return self.review(request, at, values)
            if values:
                seen = {key: revision for key, revision in seen_of(given).items() if key in values}
                change_settings.submit({"values": values, "seen": seen}, key=form_key(given))
        except Invalid as error:
            return self.form(request, at, given, error.errors)
        except Conflict as conflict:
            return self.form(request, self.at(where["group"]), given, conflict=conflict)
        return go(request, f"{HOME}{at.group.key}/", _("Saved.") if values else _("Nothing was changed."))

    @staticmethod
    def at(key: str) -> At:
        """The group at the actor's level. Raises NotVisible for one that has no setting there."""
        level = own_level()
        group = next((g for g in groups(level) if g.key == key), None)
        if group is None:
            raise NotVisible
        return At(level, group, entries(level, [s for s in visible_settings(level) if s.group == key]))

    def form(
        self,
        request: HttpRequest,
        at: At,
        given: QueryDict | None = None,
        errors: Mapping[str, Sequence[str]] | None = None,
        *,
        conflict: Conflict | None = None,
    ) -> HttpResponseBase:
        """The form, with what was typed and what is wrong with it."""
        actor, said = current_actor(), errors or {}
        may = change_settings.may(actor), lock_settings.may(actor)
        rows = rows_of(at.entries, given, said, may)
        named = {f"values.{row.entry.key}" for row in rows}
        data = {
            **self.around(at.level, at.group),
            "cards": by_card(rows),
            "changes": sum(row.is_changed for row in rows),
            "problems": sum(bool(row.errors) for row in rows),
            "loose": [sentence for path, more in said.items() if path not in named for sentence in more],
            "wrong": [row for row in rows if row.errors],
            "may_change": may[0],
            "review_url": "?then=review",
            "conflict": conflict,
            "form_key": "" if conflict else form_key(given or {}),
        }
        return self.render(request, data, status=412 if conflict else 422 if errors else 200)

    def review(self, request: HttpRequest, at: At, values: Mapping[str, Any]) -> HttpResponseBase:
        """What saving would change, before it does."""
        left = ("csrfmiddlewaretoken", "then")
        kept = [(name, value) for name in request.POST if name not in left for value in request.POST.getlist(name)]
        data = {**self.around(at.level, at.group), "differences": differences(at.level, values), "kept": kept}
        self.template_name = "platform/settings/review.html"
        return self.render(request, data)


class KeyAct(PageView):
    """A button beside one setting: the command that it states, then back to the group."""

    http_method_names = ["post", "options"]
    act = ""

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Runs it."""
        keys = [key[:80] for key in request.POST.getlist("keys")]
        registry.commands[self.act].submit({"keys": keys}, key=form_key(request.POST))
        setting = registry.settings.get(keys[0])
        return go(request, f"{HOME}{setting.group}/" if setting else HOME, _("Saved."))
