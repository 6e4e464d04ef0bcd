"""The style page alone, for the tests of the look: no session, no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from nucleus.platform.branding.colours import Theme, theme_css
from nucleus.platform.ui import gallery_data
from nucleus.platform.ui.gallery import gallery
from nucleus.platform.ui.shell import Brand, appearance

GREEN = Theme("#0a7a5c", "figtree", "round", "brand")
ERRORS = ("400", "403", "404", "409", "413", "429", "500", "503")


def themed(request: HttpRequest) -> HttpResponse:
    frame = gallery_data.FRAME
    own = {"frame": frame, "brand": frame.brand, "theme_href": "/theme.css", "font": "figtree", **appearance(request)}
    return gallery(request, own)


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
