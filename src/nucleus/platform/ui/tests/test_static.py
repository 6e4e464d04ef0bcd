"""Built files: only hashed names, for ever, in the smallest form the browser takes."""

import gzip

import brotli
import pytest
from django.http import Http404
from django.test import RequestFactory

from nucleus.kernel import assets
from nucleus.platform.style.checks import assets_are_built
from nucleus.platform.ui import static

NAME = "app.0123456789.css"
BODY = b"body{color:red}" * 50


@pytest.fixture
def folder(built):
    path = built("app.css", NAME, BODY)
    (path / f"{NAME}.br").write_bytes(brotli.compress(BODY))
    (path / f"{NAME}.gz").write_bytes(gzip.compress(BODY))
    return path


def ask(name, **headers):
    return static.built_file(RequestFactory().get("/static/x", headers=headers), name)


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
@pytest.mark.django_db  # the end of an answer asks the connection, which another test may have left open
def test_smallest_accepted_form(folder, accepted, encoding, read):
    response = ask(NAME, accept_encoding=accepted)
    assert read(b"".join(response.streaming_content)) == BODY
    assert response.get("Content-Encoding") == encoding
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    response.close()


def test_known_file_is_not_sent_again(folder):
    assert ask(NAME, if_none_match=f'"{NAME}"').status_code == 304


@pytest.mark.parametrize(
    "name",
    ["manifest.json", "app.css", "../app.0123456789.css", "gone.0123456789.css", f"{NAME}.br", "x.0123456789.html"],
)
def test_everything_else_is_not_found(folder, name):
    with pytest.raises(Http404):
        ask(name)


def test_names_come_from_the_manifest(folder):
    assert (assets.asset_url("app.css"), assets.asset_url("gone.css")) == (
        "/static/app.0123456789.css",
        "/static/gone.css",
    )


def test_nothing_built_is_said_by_a_check(folder):
    assert assets_are_built() == []
    (folder / "manifest.json").unlink()
    assets.manifest.cache_clear()
    assert [message.id for message in assets_are_built()] == ["ui.W001"]
