"""The frame around a page, finished once per (entries, active entry, language, theme, person) and joined as strings.

What stands in it comes from providers of the registry, each optional; `docs/architecture/frame.md` states their
contracts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor, actor_or_none
from nucleus.kernel.clock import today
from nucleus.kernel.registry import registry
from nucleus.kernel.template_sets import kept
from nucleus.platform.ui.shell import (
    Brand,
    Crumb,
    FootLink,
    Frame,
    MenuEntry,
    MenuGroup,
    PaletteEntry,
    PaletteGroup,
    PersonMenu,
    Switcher,
    appearance,
)
from nucleus.platform.ui.templatetags.ui import hue, initials

SIGN_IN = "/sign-in/"
OWN = Brand("Nucleus")
CRUMBS_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}crumbs\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Theme:
    """Whose look it is: provider `theme`, called with the request. `density` is for people who chose none; a
    `blueprint` shows slots to who looks after the brand.
    """

    brand: Brand = OWN
    href: str = ""
    font: str = "inter"
    help: MenuEntry | None = None
    foot: tuple[FootLink, ...] = ()
    density: str = ""
    template_set: str = ""
    blueprint: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """The person's own menu: provider `account`, called with the request. `sign_out` is an address that takes POST."""

    links: tuple[MenuEntry, ...] = ()
    sign_out: str = ""
    switcher: Switcher | None = None


def provided(name: str, argument: Any, default: Any) -> Any:
    """What a provider answers, or the default where no room provides it."""
    provider: Callable[[Any], Any] | None = registry.providers.get(name)
    return default if provider is None else provider(argument)


def theme_of(request: HttpRequest) -> Theme:
    """The theme of the request; the product's own where no room provides one."""
    found: Theme = provided("theme", request, Theme())
    return found


def sign_in_address(request: HttpRequest) -> str:
    """Where somebody signs in on this host: provider `sign_in`, called with the request."""
    return str(provided("sign_in", request, SIGN_IN))


def menu_of(actor: Actor) -> tuple[MenuGroup, ...]:
    """The menu of the actor: provider `menu` answers groups of (label, entries), without a mark of the active one."""
    groups = provided("menu", actor, ())
    return tuple(MenuGroup(label, tuple(entries)) for label, entries in groups)


def active_address(menu: Sequence[MenuGroup], path: str) -> str:
    """The address of the entry that is the longest beginning of the path; empty where none is."""
    best = ""
    for group in menu:
        for entry in group.entries:
            if len(entry.url) > len(best) and path.startswith(entry.url) and (entry.url != "/" or path == "/"):
                best = entry.url
    return best


@lru_cache(maxsize=1024)
def with_active(menu: tuple[MenuGroup, ...], address: str) -> tuple[MenuGroup, ...]:
    """The menu with the entry of the address marked."""
    return tuple(
        MenuGroup(label, tuple(replace(e, active=True) if e.url == address else e for e in entries))
        for label, entries in menu
    )


@kept(1024)
def _sidebar(frame: Frame, language: str) -> SafeString:
    return SafeString(render_to_string("layouts/parts/sidebar.html", {"frame": frame}))


@kept(1024)
def _topbar(frame: Frame, language: str, palette: bool) -> tuple[str, str]:
    made = render_to_string(
        "layouts/parts/topbar.html", {"frame": frame, "crumbs_html": CRUMBS_HOLE, "palette_html": palette}
    )
    before, _hole, after = made.partition(CRUMBS_HOLE)
    return before, after


@kept(1024)
def crumbs_of(crumbs: tuple[Crumb, ...], title: str, language: str) -> str:
    """The breadcrumb, finished."""
    return render_to_string("layouts/parts/crumbs.html", {"crumbs": crumbs, "title": title})


@kept(256)
def _palette(groups: tuple[PaletteGroup, ...], search: str, language: str) -> SafeString:
    frame = {"palette": groups, "search": search}
    return SafeString(render_to_string("layouts/parts/palette.html", {"frame": frame}))


@kept(256)
def _footer(frame: Frame, language: str, year: int) -> SafeString:
    return SafeString(render_to_string("layouts/parts/footer.html", {"frame": frame}))


@kept(64)
def _fixed(part: str, language: str, palette: bool) -> SafeString:
    """A part that only the language changes."""
    return SafeString(render_to_string(f"layouts/parts/{part}.html", {"frame": {"palette": palette}}))


@lru_cache(maxsize=256)
def palette_of_menu(menu: tuple[MenuGroup, ...], words: str) -> tuple[PaletteGroup, ...]:
    """The palette when no room provides one: every entry of the menu under the heading `words`."""
    entries = tuple(PaletteEntry(e.icon, e.label, e.url, e.key) for group in menu for e in group.entries)
    return (PaletteGroup(words, entries),) if entries else ()


@lru_cache(maxsize=1024)
def person_menu(name: str, email: str, links: tuple[MenuEntry, ...], sign_out: str) -> PersonMenu:
    """The account menu of a person."""
    return PersonMenu(name, email, initials(name), int(hue(name)[1:]), links, sign_out)


class Dress(NamedTuple):
    """What the look of a page depends on beside its frame."""

    mode: str = ""
    density: str = ""
    keys: str = ""
    theme_href: str = ""
    font: str = ""
    language: str = ""
    blueprint: str = ""


def frame_of(request: HttpRequest) -> tuple[Frame, Dress]:
    """What stands around a page for this person, out of the providers."""
    theme = theme_of(request)
    chosen = appearance(request, theme.density)
    dress = Dress(**chosen, theme_href=theme.href, font=theme.font, language=get_language() or "en")
    signed, actor = getattr(request, "signed", None), actor_or_none()
    if theme.blueprint and actor and actor.may("themes.view"):
        dress = dress._replace(blueprint="yes")
    if signed is None or actor is None:
        return Frame(theme.brand, foot=theme.foot), dress
    account: Account = provided("account", request, Account())
    switcher = account.switcher or (Switcher(signed.organization_name, "") if signed.organization_name else None)
    menu = menu_of(actor)
    notifications, unread = provided("notices", request, ("", 0))
    frame = Frame(
        theme.brand,
        with_active(menu, active_address(menu, request.path)),
        switcher,
        person_menu(signed.name, signed.email, account.links, account.sign_out),
        tuple(provided("palette", actor, None) or palette_of_menu(menu, _("Go to"))),
        theme.help,
        notifications,
        unread,
        tuple(b for make in registry.providers.get("banners", ()) for b in make(request)),
        theme.foot,
        get_current_timezone_name(),
        provided("search", actor, ""),
    )
    return frame, dress


def pieces(frame: Frame, dress: Dress, crumbs_html: str) -> dict[str, Any]:
    """The finished parts of the frame; a page without a person keeps the layout's own includes."""
    if frame.person is None:
        return {}
    language, palette = dress.language, bool(frame.palette)
    bar = Frame(
        frame.brand,
        person=frame.person,
        notifications=frame.notifications,
        unread=frame.unread,
        search=frame.search,
    )
    before, after = _topbar(bar, language, palette)
    foot = Frame(frame.brand, foot=frame.foot, time_zone=frame.time_zone)
    return {
        "sidebar_html": _sidebar(Frame(frame.brand, frame.menu, frame.switcher, help=frame.help), language),
        "topbar_html": SafeString(before + crumbs_html + after),
        "footer_html": _footer(foot, language, today().year),
        "shortcuts_html": _fixed("shortcuts", language, palette=palette),
        "words_html": _fixed("words", language, palette=False),
        "palette_html": _palette(frame.palette, frame.search, language) if palette else "",
    }


def layout_context(frame: Frame, dress: Dress) -> dict[str, Any]:
    """The values that the layouts ask for, beside title and crumbs."""
    return {"frame": frame, "brand": frame.brand, **dress._asdict()}


def frame_context(request: HttpRequest, title: str, crumbs: Sequence[Crumb] = ()) -> dict[str, Any]:
    """The context that `layouts/app.html` wants for this person, with the finished pieces."""
    frame, dress = frame_of(request)
    crumbs_html = crumbs_of(tuple(crumbs), title, dress.language)
    return {
        "title": title,
        "crumbs": list(crumbs),
        **layout_context(frame, dress),
        **pieces(frame, dress, crumbs_html),
    }
