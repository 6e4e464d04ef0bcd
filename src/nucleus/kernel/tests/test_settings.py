"""What settings take and refuse, and how a declaration is checked; no database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from nucleus.kernel.actor import Tier
from nucleus.kernel.registry import RegistryError, registry
from nucleus.kernel.setting_kinds import KINDS, BadValueError
from nucleus.kernel.settings import GROUPS, Setting, setting


def made(kind: str, default: Any, **facts: Any) -> Setting[Any]:
    return Setting("trial.key", default, KINDS[kind], "platform", "Trial", **facts)


@pytest.mark.parametrize(
    ("kind", "facts", "raw", "value"),
    [
        ("text", {}, "  Nucleus ", "Nucleus"),
        ("text", {"optional": True}, "", ""),
        ("long_text", {}, "one\r\ntwo", "one\ntwo"),
        ("email", {}, "help@nucleus.example", "help@nucleus.example"),
        ("number", {"least": 1, "most": 9}, 9, 9),
        ("number", {}, 3.0, 3),
        ("duration", {"unit": "minutes"}, 90, dt.timedelta(hours=1, minutes=30)),
        ("yes_no", {}, False, False),
        ("choice", {"choices": (("a", "A"), ("b", "B"))}, "b", "b"),
        ("networks", {}, ["192.0.2.0/24", "2001:db8::1", "192.0.2.0/24"], ("192.0.2.0/24", "2001:db8::1/128")),
    ],
)
def test_a_good_value_is_read_and_stored_as_it_came(kind: str, facts: dict[str, Any], raw: Any, value: Any) -> None:
    tried = made(kind, value, **facts)
    assert tried.read(raw) == value
    assert tried.read(tried.store(value)) == value


@pytest.mark.parametrize(
    ("kind", "facts", "raw", "said"),
    [
        ("text", {}, 5, "This must be a text."),
        ("text", {}, " ", "This may not be empty."),
        ("text", {}, "a\x00b", "This contains characters that cannot be used here."),
        ("text", {}, "a\nb", "This contains characters that cannot be used here."),
        ("text", {"most": 3}, "four", "This is longer than 3 characters."),
        ("email", {}, "a@b@c", "This is not an e-mail address."),
        ("email", {}, "Eve <eve@x.example>", "This is not an e-mail address."),
        ("number", {}, True, "This must be a whole number."),
        ("number", {}, "5", "This must be a whole number."),
        ("number", {}, 1.5, "This must be a whole number."),
        ("number", {}, float("inf"), "This must be a whole number."),
        ("number", {"least": 5}, 4, "This must be at least 5."),
        ("duration", {"unit": "days", "most": 30}, 31, "This must be at most 30."),
        ("yes_no", {}, "yes", "This must be true or false."),
        ("choice", {"choices": (("a", "A"),)}, "c", "This is not one of the choices."),
        ("choice", {"choices": (("a", "A"),)}, ["a"], "This is not one of the choices."),
        ("networks", {}, "192.0.2.0/24", "This must be a list."),
        ("networks", {}, ["192.0.2.1/24"], "“192.0.2.1/24” is not a network."),
        ("networks", {}, [5], "“5” is not a network."),
    ],
)
def test_a_bad_value_is_refused_in_a_sentence(kind: str, facts: dict[str, Any], raw: Any, said: str) -> None:
    with pytest.raises(BadValueError) as refused:
        made(kind, "", **facts).read(raw)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("kind", "facts", "text", "value"),
    [
        ("number", {}, " 12 ", 12),
        ("duration", {"unit": "hours", "least": 1}, "2", dt.timedelta(hours=2)),
        ("yes_no", {}, "on", True),
        ("yes_no", {}, "no", False),
        ("networks", {}, "192.0.2.0/24,\n 198.51.100.7", ("192.0.2.0/24", "198.51.100.7/32")),
        ("networks", {}, "  ", ()),
    ],
)
def test_text_of_a_form_is_parsed(kind: str, facts: dict[str, Any], text: str, value: Any) -> None:
    assert made(kind, value, **facts).parse(text) == value


@pytest.mark.parametrize("text", ["", "five", "1e3", "0x10", "٣", "9" * 16])
def test_a_number_is_written_in_plain_digits(text: str) -> None:
    with pytest.raises(BadValueError):
        made("number", 0).parse(text)


@pytest.mark.django_db
def test_the_environment_wins_and_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = made("number", 5, most=10, environment="NUCLEUS_TRIAL")
    assert tried.value() == 5
    monkeypatch.setenv("NUCLEUS_TRIAL", "7")
    assert tried.value() == 7
    monkeypatch.setenv("NUCLEUS_TRIAL", "11")
    with pytest.raises(BadValueError, match=r"^NUCLEUS_TRIAL: This must be at most 10\.$"):
        tried.value()


def test_a_secret_is_shown_as_stars() -> None:
    tried = made("secret", "", optional=True, sensitive=True)
    assert tried.show("hunter2") == "••••••••"
    assert tried.show("") == "(not set)"


def test_who_may_set_it_follows_from_scope_and_tiers() -> None:
    system = made("number", 1)
    some = made("number", 1, scope="organization", tiers=(Tier.COMPANY, Tier.PARTNER))
    assert [system.settable_at(tier) for tier in (None, *Tier)] == [True, False, False, False, False]
    assert [some.settable_at(tier) for tier in (None, *Tier)] == [True, True, False, True, False]


def test_a_declaration_with_a_mistake_raises() -> None:
    with pytest.raises(RegistryError, match="no group of settings"):
        setting("trial.group", 1, kind="number", group="nowhere", label="Trial")
    with pytest.raises(RegistryError, match="its default is refused"):
        setting("trial.default", 0, kind="number", least=1, group="platform", label="Trial")
    assert "trial.group" not in registry.settings
    assert "trial.default" not in registry.settings


def test_every_group_has_an_icon_of_the_sprite() -> None:
    from pathlib import Path

    names = (Path(__file__).parents[4] / "themes/default/icons.txt").read_text().split("\n")
    assert [group.key for group in GROUPS.values() if group.icon not in names] == []
