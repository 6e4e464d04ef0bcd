"""Who is spoken to in which language, and by whose clock."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone, translation

from nucleus.kernel.actor import system_actor
from nucleus.platform.accounts.models import User
from nucleus.platform.languages.effect import Speech, speaking, speech_of
from nucleus.platform.languages.settings import LANGUAGE, TIME_ZONE
from nucleus.platform.settings.commands import change_settings
from nucleus.platform.settings.store import forget
from nucleus.platform.tree.models import Organization

NOBODY = Speech("", "")


def set_at(cast, slug, **values):
    with cast.acting(slug, "settings.change"):
        change_settings(values={f"localisation.{key}": value for key, value in values.items()})
    forget()  # without a session, a process asks for changes every few seconds only


def lang_of(answer):
    return answer.content.decode().partition('<html lang="')[2][:2]


def chosen(user, **values):
    User.objects.filter(pk=user).update(**values)


@pytest.fixture
def person(signed):
    client = signed("bakery", role="owner")
    client.user = User.objects.latest("pk").pk
    return client


@pytest.fixture(autouse=True)
def _empty_cards(cast):
    with system_actor("test"):
        Organization.objects.update(language="", timezone="")


def write_card(slug, **values):
    with system_actor("test"):
        Organization.objects.filter(slug=slug).update(**values)


def test_the_first_choice_that_is_not_empty_counts(cast, db):
    place = cast.bakery.place
    assert speech_of(Speech("nl", ""), Speech("en", "Europe/London"), place=place) == ("nl", "Europe/London")
    assert speech_of(NOBODY, NOBODY, place=place) == (LANGUAGE.default, TIME_ZONE.default)


def test_a_setting_holds_for_everybody_below_who_has_not_chosen(cast):
    set_at(cast, "meridian", language="nl", time_zone="Europe/Lisbon")
    assert speech_of(NOBODY, place=cast.bakery.place) == ("nl", "Europe/Lisbon")
    set_at(cast, "northgate", language="en")
    assert speech_of(NOBODY, place=cast.bakery.place) == ("en", "Europe/Lisbon")
    assert speech_of(NOBODY, place=None) == (LANGUAGE.default, TIME_ZONE.default)


def test_speaking_sets_language_and_clock_and_leaves_no_trace():
    noon = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
    before = translation.get_language()
    with speaking(Speech("nl", "Asia/Tokyo")):
        assert (translation.get_language(), timezone.localtime(noon).hour) == ("nl", 21)
    assert (translation.get_language(), timezone.get_current_timezone_name()) == (before, "UTC")


def test_a_page_follows_the_person_then_the_card_then_the_settings(person, cast):
    assert lang_of(person.get("/profile/")) == "en"
    set_at(cast, "northgate", language="nl")
    assert lang_of(person.get("/profile/")) == "nl"
    write_card("bakery", language="en")
    assert lang_of(person.get("/profile/")) == "en"
    chosen(person.user, language="nl")
    answer = person.get("/profile/")
    assert lang_of(answer) == "nl"
    assert "<h1>Profiel</h1>" in answer.content.decode()


def test_the_browser_counts_for_a_person_only_who_stored_no_choice(person):
    assert lang_of(person.get("/profile/", headers={"Accept-Language": "nl"})) == "en"
    person.cookies["django_language"] = "nl"
    assert lang_of(person.get("/profile/")) == "nl"
    chosen(person.user, language="en")
    assert lang_of(person.get("/profile/")) == "en"


def test_times_are_those_of_the_person(person):
    chosen(person.user, timezone="Asia/Tokyo")
    assert "All times Asia/Tokyo" in person.get("/profile/").content.decode()
    chosen(person.user, timezone="")
    write_card("bakery", timezone="Europe/Lisbon")
    assert "All times Europe/Lisbon" in person.get("/profile/").content.decode()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("nl-BE,fr;q=0.5", "nl"), ("fr, nl;q=0.3, en;q=0.2", "nl"), ("fr,de", "en"), ("", "en"), ("\x00;q=x,,=", "en")],
)
def test_a_visitor_is_answered_as_the_browser_asks(db, asked, expected):
    assert lang_of(Client().get("/sign-in/", headers={"Accept-Language": asked})) == expected


def test_a_visitor_who_asks_for_nothing_of_ours_gets_the_language_of_the_host(cast):
    write_card("northgate", language="nl")
    asks = {"Host": "northgate.localhost", "Accept-Language": "fr"}
    assert lang_of(Client().get("/sign-in/", headers=asks)) == "nl"
    assert lang_of(Client().get("/sign-in/", headers={**asks, "Accept-Language": "en"})) == "en"


def test_the_choice_in_the_footer_is_kept_and_leads_back(db):
    visitor = Client()
    page = visitor.get("/partner/sign-in/?next=/members/")
    link = '<a href="/language/nl/?next=%2Fpartner%2Fsign-in%2F%3Fnext%3D%2Fmembers%2F" lang="nl" hreflang="nl">'
    assert f"{link}Nederlands</a>" in page.content.decode()
    answer = visitor.get("/language/nl/?next=%2Fpartner%2Fsign-in%2F")
    assert (answer.status_code, answer["Location"]) == (303, "/partner/sign-in/")
    answer = visitor.get("/partner/sign-in/", headers={"Accept-Language": "en"})
    assert lang_of(answer) == "nl"
    assert ">English</a>" in answer.content.decode()


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "evil", "/\\evil.example", ""])
def test_the_choice_leads_nowhere_else(db, target):
    assert Client().get("/language/nl/", {"next": target})["Location"] == "/"


def test_only_offered_languages_can_be_chosen(db):
    answer = Client().get("/language/xx/")
    assert (answer.status_code, answer.cookies.get("django_language")) == (404, None)
