"""The interactive reference: for whoever is signed in, from our own files, under a policy of its own."""

from __future__ import annotations

import re

from django.test import Client


def test_whoever_is_signed_in_gets_the_page(signed):
    answer = signed("harbour").get("/api/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'spec-url="/api/openapi.json"' in html
    assert 'server-url="http://testserver"' in html
    assert 'fetch-credentials="same-origin"' in html
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_its_policy_lets_styles_in_and_nothing_out(signed):
    policy = dict(
        part.strip().split(" ", 1) for part in signed("harbour").get("/api/")["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_strangers_are_asked_to_sign_in(db):
    answer = Client().get("/api/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/sign-in/")


def test_the_menu_leads_there(signed):
    assert 'href="/api/"' in signed("harbour").get("/customer/").content.decode()
