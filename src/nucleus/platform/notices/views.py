"""Pages: the list, opening one, and the choice of channels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid
from nucleus.kernel.notices import GROUPS, kinds, place_of
from nucleus.platform.listing.standing import Standing
from nucleus.platform.notices.choices import Choice, own_choice
from nucleus.platform.notices.commands import choose_channels, forget_choice, read_all_notices, read_notice
from nucleus.platform.notices.inputs import ChooseInput
from nucleus.platform.notices.queries import find_notice
from nucleus.platform.notices.settings import WEEKDAYS
from nucleus.platform.notices.tables import NOTICES
from nucleus.platform.ui import parts
from nucleus.platform.ui.controls import controls_of, typed_values
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.shell import Crumb

LIST, PREFERENCES = "/notices/", "/notices/preferences/"


class NoticesPage(ListPage):
    """The own notices."""

    def page_acts(self, request: HttpRequest, where: Mapping[str, str]) -> list[parts.Act]:
        """The way to the preferences, and a button that reads all."""
        acts = [parts.Act(_("Preferences"), PREFERENCES, "settings")]
        if not current_actor().read_only:
            acts.append(parts.Act(_("Mark all as read"), f"{LIST}read-all/", "check", post=True))
        return acts

    def list_data(self, request: HttpRequest, standing: Standing, where: Mapping[str, str]) -> dict[str, Any]:
        """The list; where it is empty there is nothing to read."""
        data = super().list_data(request, standing, where)
        return {**data, "acts": data["acts"][:1]} if data["is_empty"] else data


class OpenNotice(PageView):
    """Marks a notice as read and goes to what it is about; without a page of its own, back to the list."""

    command = "notices.read"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """To the thing. Who only looks leaves no trace."""
        notice = find_notice(where["public_id"])
        if request.method == "GET" and not current_actor().read_only:
            read_notice(notice=notice)
        return go(request, place_of(notice.facts) or LIST)


class ReadAll(PageView):
    """Marks everything as read."""

    command = "notices.read_all"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The button is on the list."""
        return go(request, LIST)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Reads all, and says how many there were."""
        count = read_all_notices()
        said = ngettext("%(n)d notice was marked as read.", "%(n)d notices were marked as read.", count) % {"n": count}
        return go(request, LIST, said if count else _("There was nothing new."))


class Preferences(PageView):
    """By which ways and when the person is told."""

    template_name = "platform/notices/preferences.html"
    command = "notices.choose"
    title = gettext_lazy("Notice preferences")

    def page_crumbs(self) -> tuple[Crumb, ...]:
        """Below the list."""
        return Crumb(str(NOTICES.label), LIST), Crumb(str(self.title))

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """What holds now."""
        return preferences_data(own_choice(), None, {})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Saves, or says what is wrong."""
        try:
            choose_channels.submit(typed_values(ChooseInput, request.POST))
        except Invalid as error:
            return self.render(request, preferences_data(own_choice(), request.POST, error.errors), status=422)
        return go(request, PREFERENCES, _("Saved."))


class ForgetChoice(PageView):
    """Back to what the organization has chosen for its people."""

    command = "notices.forget_choice"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The button is with the preferences."""
        return go(request, PREFERENCES)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Forgets the own choice."""
        forget_choice()
        return go(request, PREFERENCES, _("You are told as your organization has it."))


def preferences_data(choice: Choice, typed: QueryDict | None, errors: dict[str, list[str]]) -> dict[str, Any]:
    """What the page shows: what was typed, else what holds."""
    fields = {f.name: f for f in controls_of(ChooseInput, typed or values_of(choice), errors)}
    days = typed.getlist("quiet_days") if typed else list(choice.quiet_days)
    groups = [
        {"group": group, "page": fields[f"page_{key}"], "mail": fields[f"mail_{key}"]}
        for key, group in GROUPS.items()
        if concerns(key)
    ]
    hidden = [
        f for key in GROUPS if not concerns(key) for f in (fields[f"page_{key}"], fields[f"mail_{key}"]) if f.is_on
    ]
    loose = [
        text if name in fields else f"{name}: {text}"
        for name, said in errors.items()
        for text in said
        if name.startswith("page_") or name not in fields
    ]
    return {
        "groups": groups,
        "hidden": hidden,
        "mail": [fields[name] for name in ("timing", "digest_hour", "digest_day")],
        "quiet": fields["is_quiet"],
        "times": [fields[name] for name in ("quiet_from", "quiet_to")],
        "days": [(str(number), label, str(number) in days) for number, label in WEEKDAYS],
        "days_errors": fields["quiet_days"].errors,
        "is_own": choice.is_own,
        "has_errors": bool(errors),
        "loose": loose,
        "fields": [f for f in fields.values() if f.errors],
    }


def values_of(choice: Choice) -> dict[str, Any]:
    """The choice as the input class names it."""
    found: dict[str, Any] = {}
    for key, (page, mail) in choice.channels.items():
        found |= {f"page_{key}": page, f"mail_{key}": mail}
    names = ("timing", "digest_hour", "digest_day", "is_quiet", "quiet_from", "quiet_to")
    days = [int(number) for number in choice.quiet_days]
    return found | {name: getattr(choice, name) for name in names} | {"quiet_days": days}


def concerns(group: str) -> bool:
    """Whether any kind of the group can reach the actor."""
    actor = current_actor()
    return any(kind.group.key == group and (not kind.permission or actor.may(kind.permission)) for kind in kinds())
