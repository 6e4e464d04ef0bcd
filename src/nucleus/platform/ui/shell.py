"""What stands around a page: the values that `layouts/app.html` and `layouts/sign_in.html` show.

Everything in a menu comes from here, so a layout has no dead link: what is empty is not drawn. All labels are text in
the person's language; all addresses are paths of this host.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest

MODES = ("light", "dark")
DENSITIES = ("compact",)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One link of a menu; `hot` paints the count red ("needs you"); `key` is its shortcut, as `g t`."""

    icon: str
    label: str
    url: str
    count: str = ""
    hot: bool = False
    active: bool = False
    key: str = ""


class MenuGroup(NamedTuple):
    """Links under one heading; an empty label draws none."""

    label: str
    entries: tuple[MenuEntry, ...]


class Crumb(NamedTuple):
    """One step of the breadcrumb; the last one has no address."""

    label: str
    url: str = ""


class Brand(NamedTuple):
    """Whose name and pictures the person sees, each by its address. `mark` is square; `wordmark` replaces mark and
    name in
    the frame, `logo` on sign-in pages, each with a twin for dark ground; `icon` and `touch` are those of the browser.
    """

    name: str
    mark: str = ""
    home: str = "/"
    wordmark: str = ""
    wordmark_dark: str = ""
    logo: str = ""
    logo_dark: str = ""
    icon: str = ""
    touch: str = ""


class SwitcherChoice(NamedTuple):
    """Another organization to act for: choosing it posts `value` to the switcher's address."""

    label: str
    detail: str
    value: str
    active: bool = False


class Switcher(NamedTuple):
    """The organization acted for; without choices it is only shown."""

    name: str
    detail: str
    post_to: str = ""
    choices: tuple[SwitcherChoice, ...] = ()


class PersonMenu(NamedTuple):
    """The account menu. `hue` 1 to 5 colours the initials; `sign_out` is an address that takes POST."""

    name: str
    email: str
    initials: str
    hue: int = 1
    links: tuple[MenuEntry, ...] = ()
    sign_out: str = ""


class PaletteEntry(NamedTuple):
    """One line of the palette; `hint` is a shortcut or a word that tells what it is."""

    icon: str
    label: str
    url: str
    hint: str = ""


class PaletteGroup(NamedTuple):
    """Lines of the palette under one heading."""

    label: str
    entries: tuple[PaletteEntry, ...]


class Banner(NamedTuple):
    """A line above the page; `tone` is warn, info or bad; `post_to` with `act` draws one button."""

    text: str
    icon: str = "info"
    tone: str = "warn"
    note: str = ""
    act: str = ""
    post_to: str = ""


class FootLink(NamedTuple):
    """A link in a footer; without an address it is only text. `lang` is the language of a label in another one."""

    label: str
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the content of a page behind the sign-in. `search` is where everything is searched."""

    brand: Brand
    menu: tuple[MenuGroup, ...] = ()
    switcher: Switcher | None = None
    person: PersonMenu | None = None
    palette: tuple[PaletteGroup, ...] = ()
    help: MenuEntry | None = None
    notifications: str = ""
    unread: int = 0
    banners: tuple[Banner, ...] = ()
    foot: tuple[FootLink, ...] = ()
    time_zone: str = ""
    search: str = ""


def appearance(request: HttpRequest, density: str = "") -> dict[str, str]:
    """`mode`, `density` (by default the theme's) and `keys` from the person's cookies; an unknown value is not set."""
    mode, chosen = request.COOKIES.get("mode", ""), request.COOKIES.get("density", density)
    return {
        "mode": mode if mode in MODES else "",
        "density": chosen if chosen in DENSITIES else "",
        "keys": "off" if request.COOKIES.get("keys") == "off" else "",
    }
