"""The pages of template sets: what there is, one set with its files and findings, the forms of its commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.actor import current_actor
from nucleus.kernel.registry import registry
from nucleus.platform.api.tables import Act as Offer
from nucleus.platform.sets.catalogue import DEFAULT, TemplateSet, sets
from nucleus.platform.sets.contents import SetFile
from nucleus.platform.sets.outcomes import Outcome
from nucleus.platform.studio.references import find_set
from nucleus.platform.studio.set_rows import PAGE, SETS, SetDetail, SetRow, set_detail, set_rows
from nucleus.platform.ui.forms import FormPage
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act, Prop, Tag
from nucleus.platform.ui.rows import DASH
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.templatetags.ui import moment

KINDS = {
    "layouts": gettext_lazy("Layouts"),
    "components": gettext_lazy("Components"),
    "pages": gettext_lazy("Pages"),
    "errors": gettext_lazy("Error pages"),
    "mail": gettext_lazy("Mails"),
    "document": gettext_lazy("Documents"),
}


def origin_tag(found: TemplateSet) -> Tag:
    """Where a set comes from."""
    return Tag(_("own"), "brand") if found.is_own else Tag(_("comes with the product"))


def outcome_tag(outcome: Outcome | None) -> Tag:
    """How the last check ended, in a word."""
    if outcome is None:
        return Tag(_("not checked"), shape="dot")
    if not outcome.is_current:
        return Tag(_("changed since"), "warn", shape="dot")
    if not outcome.count:
        return Tag(_("nothing to mend"), "ok", shape="dot")
    said = ngettext("%(n)d finding", "%(n)d findings", outcome.count) % {"n": outcome.count}
    return Tag(said, "bad", shape="dot")


def chosen_words(row: SetRow) -> str:
    """Who draws with it."""
    if row.set.slug == DEFAULT and not row.chosen_by:
        return _("whoever chose none")
    return ngettext("%(n)d organization", "%(n)d organizations", row.chosen_by) % {"n": row.chosen_by}


class SetsPage(PageView):
    """Every set that is installed."""

    permission = "template_sets.view"
    template_name = "platform/studio/sets.html"
    title = gettext_lazy("Template sets")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The sets, and the way to where one is chosen."""
        rows = [
            (row, f"{PAGE}{row.set.slug}/", origin_tag(row.set), chosen_words(row), outcome_tag(row.outcome))
            for row in set_rows()
        ]
        acts = [Act(_("Choose a set"), "/branding/", "palette")] if current_actor().may("themes.view") else []
        sub = _("The files that draw pages, mails and documents. An organization chooses its set in its theme.")
        return {"crumbs": [Crumb(_("Template sets"))], "sub": sub, "rows": rows, "acts": acts}


class SetPage(PageView):
    """One set."""

    permission = "template_sets.view"
    template_name = "platform/studio/set.html"

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Its files by kind, its instructions, what the last check found, and what may be done."""
        found = find_set(where["public_id"])
        detail = set_detail(found)
        return {
            "title": str(found),
            "crumbs": [Crumb(str(self.label), PAGE), Crumb(str(found))],
            "tags": [origin_tag(found), outcome_tag(detail.row.outcome)],
            "slug": found.slug,
            "acts": acts_of(found),
            "detail": detail,
            "outcome": detail.row.outcome,
            "groups": grouped(detail.files),
            "props": props_of(found, detail),
        }

    label = gettext_lazy("Template sets")


def grouped(files: list[SetFile]) -> list[tuple[str, list[tuple[SetFile, str]]]]:
    """The files by what they draw, each with what it overrides in words."""
    known = sets()
    words = {"": "", "rooms": _("overrides the product")}
    words |= {slug: _("overrides %(name)s") % {"name": str(other)} for slug, other in known.items()}
    found = [
        (str(label), [(f, words.get(f.behind, "")) for f in files if f.kind == kind]) for kind, label in KINDS.items()
    ]
    return [(label, inside) for label, inside in found if inside]


def acts_of(found: TemplateSet) -> list[Act]:
    """What the actor may do with the set."""
    offers: list[Offer] = [offer for offer in SETS.row_acts() if registry.commands[offer.command].may(current_actor())]
    made = []
    for offer in offers:
        word = offer.path
        if (word == "copy" and found.slug == DEFAULT) or (word == "remove" and not found.is_own):
            continue
        kind = "pri" if word == "check" else offer.kind
        address = f"{PAGE}{found.slug}/{word}/"
        made.append(Act(str(offer.label), address, offer.icon, kind, post=word == "check"))
    return made


def props_of(found: TemplateSet, detail: SetDetail) -> list[Prop]:
    """What its manifest says, and who draws with it."""
    outcome, below = detail.row.outcome, sets().get(found.extends)
    return [
        Prop(_("Extends"), str(below or DASH), f"{PAGE}{below.slug}/" if below else ""),
        Prop(_("Extended by"), ", ".join(str(other) for other in detail.extended_by) or DASH),
        Prop(_("Chosen by"), chosen_words(detail.row)),
        Prop(_("Version"), found.version or DASH),
        Prop(_("Needs release"), found.least_version or DASH),
        Prop(_("Last check"), moment(outcome.at) if outcome else DASH),
    ]


class SetAct(FormPage):
    """The form or button of a command on a set."""

    table = SETS

    def start(self, context: Mapping[str, Any]) -> Mapping[str, Any]:
        """A copy begins without a name."""
        return {}
