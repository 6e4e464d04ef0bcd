"""The overview page of a frontend: key figures and cards, each a function that answers for the actor, or nothing.

A frontend lists its functions in `cards.py`; a room below cannot push a card up, so what it offers is put on that list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.platform.accounts.middleware import signed_of
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.parts import Act, Kpi
from nucleus.portals.menus import may_open

WIDE = "c8"  # two thirds of the page


@dataclass(frozen=True, slots=True)
class Card:
    """A card: `body` is a template that sees `data` as `card.data`; `css` is its width (c4, c8)."""

    id: str
    title: str
    body: str
    data: Mapping[str, Any] = field(default_factory=dict)
    css: str = "c4"
    note: str = ""
    foot_label: str = ""
    foot_url: str = ""
    needs: int = 0


Figures = Callable[[Actor], Sequence[Kpi]]
Cards = Callable[[Actor], Card | None]
Acts = Sequence[tuple[str, str, str]]


class OverviewPage(PageView):
    """A frontend's first page. `tier` is whose it is ("" for the superadmin); others are told that there is nothing."""

    template_name = "layouts/overview.html"
    title = gettext_lazy("Overview")
    tier: ClassVar[str] = ""
    figures: ClassVar[Sequence[Figures]] = ()
    cards: ClassVar[Sequence[Cards]] = ()
    offers: ClassVar[Acts] = ()

    def check(self, actor: Actor) -> None:
        """Raises NotVisible for people of another tier."""
        if (actor.place.tier.value if actor.place else "") != self.tier:
            raise NotVisible

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Greeting, figures and cards."""
        actor = current_actor()
        signed = signed_of(request)
        cards = [card for make in self.cards if (card := make(actor)) is not None]
        needs = sum(card.needs for card in cards)
        acts = [Act(_(label), url, icon) for icon, label, url in self.offers if may_open(actor, url)]
        return {
            "heading": greeting((signed.name if signed else actor.label).split()[0]),
            "sub": ngettext("%(n)d thing needs you.", "%(n)d things need you.", needs) % {"n": needs}
            if needs
            else _("Nothing needs you right now."),
            "kpis": [kpi for make in self.figures for kpi in make(actor)],
            "rows": rows_of(cards),
            "acts": [act._replace(kind="pri") if i == len(acts) - 1 else act for i, act in enumerate(acts)],
        }


def rows_of(cards: Sequence[Card]) -> list[tuple[Card | None, list[Card]]]:
    """(wide card, narrow ones that stand in one column beside it); narrow cards before the first wide one stand alone.

    So a short card never leaves the room beside a long one empty.
    """
    rows: list[tuple[Card | None, list[Card]]] = []
    for card in cards:
        if card.css == WIDE:
            rows.append((card, []))
        elif rows:
            rows[-1][1].append(card)
        else:
            rows.append((None, [card]))
    return rows


def greeting(name: str) -> str:
    """By the hour of the person's own zone."""
    hour = timezone.localtime().hour
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
