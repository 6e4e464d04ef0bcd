"""The style page alone, for the tests of the look: no session, no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from nucleus.platform.branding.colours import Colours
from nucleus.platform.branding.stylesheet import Shape, theme_css
from nucleus.platform.style.examples import HERE, everything
from nucleus.platform.style.views import gallery_map
from nucleus.platform.ui.shell import (
    Banner,
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
    SwitcherChoice,
    appearance,
)

FRAME = Frame(
    brand=Brand("Nucleus", home=HERE),
    menu=(
        MenuGroup(
            "",
            (
                MenuEntry("layout-dashboard", "Overview", HERE, active=True, key="g o"),
                MenuEntry("building-2", "End users", HERE, "214"),
                MenuEntry("ticket", "Tickets", HERE, "12", hot=True, key="g t"),
            ),
        ),
        MenuGroup(
            "Services",
            (MenuEntry("shield-check", "DMARC", HERE, key="g d"), MenuEntry("inbox", "Unknown domains", HERE, "3")),
        ),
    ),
    switcher=Switcher(
        "Northgate IT",
        "Partner · Meridian",
        HERE,
        (
            SwitcherChoice("Northgate IT", "Partner", "1", active=True),
            SwitcherChoice("Kestrel IT", "Partner", "2"),
        ),
    ),
    person=PersonMenu(
        "Sanne Bakker", "sanne@northgate.example", "SB", 2, (MenuEntry("user", "Profile", HERE),), sign_out=HERE
    ),
    palette=(
        PaletteGroup(
            "Go to",
            (
                PaletteEntry("layout-dashboard", "Overview", HERE, "g o"),
                PaletteEntry("shield-check", "DMARC", HERE, "g d"),
            ),
        ),
    ),
    help=MenuEntry("life-buoy", "Help & contact", HERE),
    notifications=HERE,
    unread=3,
    banners=(
        Banner(
            "You are viewing as Kestrel IT in the support role. Every change is logged.", "eye", note="Ends in 47 min"
        ),
    ),
    foot=(FootLink("Privacy", HERE), FootLink("Accessibility", HERE)),
    time_zone="Europe/Amsterdam",
)

GREEN = Shape(Colours("#0a7a5c"), "figtree", "round", "brand")
ERRORS = ("400", "403", "404", "409", "410", "413", "429", "500", "503")


def gallery(request: HttpRequest, **look: str) -> HttpResponse:
    if request.GET.get("part") == "map":
        return gallery_map()
    frame = {"frame": FRAME, "brand": FRAME.brand, "title": "Style", "crumbs": [Crumb("Style")], **appearance(request)}
    return render(request, "platform/style/gallery.html", {**frame, **look, **everything(request.path)})


def themed(request: HttpRequest) -> HttpResponse:
    return gallery(request, theme_href="/theme.css", font="figtree")


def theme(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(theme_css(GREEN), content_type="text/css")


def error(request: HttpRequest, code: str) -> HttpResponse:
    context = {"status": code, "request_id": "7f3a11c09e", "brand": Brand("Kestrel IT"), **appearance(request)}
    return render(request, f"errors/{code}.html", context)


def sign_in(request: HttpRequest) -> HttpResponse:
    context = {"title": "Sign in", "brand": Brand("Kestrel IT"), "portal": "Partner portal", "lede": "Manage it all."}
    return render(request, "layouts/sign_in.html", context)


urlpatterns = [
    path("", include("nucleus.platform.ui.urls")),
    path("style/", gallery),
    path("themed/", themed),
    path("theme.css", theme),
    path("error/<str:code>/", error),
    path("sign-in/", sign_in),
]
