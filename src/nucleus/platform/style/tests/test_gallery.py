"""The style page is for those who hold its permission."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from nucleus.kernel.actor import Actor, Kind, acting
from nucleus.platform.style.views import GalleryPage


def answer(signed, **actor):
    request = RequestFactory().get("/admin/style/?part=map")
    request.signed = signed
    with acting(Actor(Kind.SUPERADMIN, "superadmin", **actor)):
        return GalleryPage.as_view()(request)


def test_nobody_is_asked_to_sign_in():
    request = RequestFactory().get("/admin/style/")
    request.signed = None
    response = GalleryPage.as_view()(request)
    assert (response.status_code, response["Location"]) == (302, "/admin/sign-in/?next=%2Fadmin%2Fstyle%2F")


@pytest.mark.parametrize(("permissions", "status"), [({"style.view"}, 200), (set(), 403)])
def test_permission_decides(db, permissions, status):
    assert answer(SimpleNamespace(looks=0), permissions=frozenset(permissions)).status_code == status


def test_a_browser_keeps_the_invented_map(db):
    response = answer(SimpleNamespace(looks=0), permissions=frozenset({"style.view"}))
    assert response["Cache-Control"] == "private, max-age=3600"
