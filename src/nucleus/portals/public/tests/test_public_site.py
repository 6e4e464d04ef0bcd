"""The public site: in the main process, and by itself without any other address."""

import subprocess
import sys

import pytest

from nucleus.config.places import routes


@pytest.fixture
def by_itself(settings):
    settings.ROOT_URLCONF = "nucleus.config.public_urls"
    settings.PORTAL = "https://portal.example.com"


def test_by_itself_it_knows_the_public_addresses_only(by_itself, cast, client):
    assert sorted(route for route, _view in routes()) == [
        "", "favicon.ico", "health/live", "health/ready", "language/<slug:code>/", "robots.txt", "static/<str:name>",
        "theme/<slug:slug>.<slug:digest>.<slug:kind>", "theme/picture/<str:name>",
    ]  # fmt: skip
    for address in ("/partner/sign-in/", "/admin/", "/api/openapi.json", "/organizations/", "/branding/"):
        assert client.get(address).status_code == 404


def test_by_itself_it_leads_to_the_portals(by_itself, cast, client, signed):
    page = client.get("/").content.decode()
    assert 'href="https://portal.example.com/partner/sign-in/"' in page
    assert 'href="/partner/sign-in/"' not in page
    assert signed("northgate").get("/")["Location"] == "https://portal.example.com/partner/"


def test_in_the_main_process_it_leads_to_this_host(cast, client, signed):
    assert 'href="/partner/sign-in/"' in client.get("/").content.decode()
    assert signed("northgate").get("/")["Location"] == "/partner/"


def test_the_command_line_offers_it():
    said = subprocess.run(
        [sys.executable, "-m", "nucleus.config.cli", "serve", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert "{public}" in said
    assert "--portal" in said
