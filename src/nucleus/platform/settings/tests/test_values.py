"""Which value counts where: own, inherited, locked; kept per process and noticed elsewhere; constant queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast

from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.platform.accounts.settings import ADMIN_IDLE, IDLE, KEEP_ATTEMPTS, SHORTEST
from nucleus.platform.settings.commands import change_settings, lock_settings, reset_settings, unlock_settings
from nucleus.platform.settings.models import StoredSetting
from nucleus.platform.settings.store import current_token, forget, notice

KEY = "sessions.idle"
SUPERADMIN = Actor(
    Kind.SUPERADMIN,
    "Root",
    "USR-root",
    permissions=frozenset({"settings.change", "settings.reset", "settings.lock", "settings.unlock"}),
)
Keeper = Callable[[str], Any]


def minutes(cast: Cast, *slugs: str) -> list[int]:
    forget()
    return [round(IDLE.value(cast.organizations[slug]).total_seconds() / 60) for slug in slugs]


@pytest.fixture
def keeper(cast: Cast) -> Keeper:
    def at(slug: str) -> Any:
        if slug == "system":
            return acting(SUPERADMIN)
        return cast.acting(slug, "settings.change", "settings.reset", "settings.lock", "settings.unlock")

    return at


CHAIN = ("nucleus", "meridian", "northgate", "harbour", "mill")


def test_without_anything_stored_the_default_counts(cast: Cast) -> None:
    assert minutes(cast, *CHAIN) == [1440] * 5
    assert IDLE.value() == dt.timedelta(days=1)


def test_the_nearest_own_value_upward_counts(cast: Cast, keeper: Keeper) -> None:
    for slug, value in (("system", 600), ("nucleus", 500), ("meridian", 400), ("northgate", 300), ("harbour", 200)):
        with keeper(slug):
            change_settings(values={KEY: value})
    assert minutes(cast, *CHAIN) == [500, 400, 300, 200, 500]
    assert minutes(cast, "bakery", "clinic") == [300, 400]
    with keeper("northgate"):
        reset_settings(keys=[KEY])
    assert minutes(cast, "northgate", "harbour", "bakery") == [400, 200, 400]
    assert round(IDLE.value().total_seconds() / 60) == 600


def test_a_lock_holds_for_all_below_and_gives_back_what_they_had(cast: Cast, keeper: Keeper) -> None:
    for slug, value in (("northgate", 300), ("harbour", 200)):
        with keeper(slug):
            change_settings(values={KEY: value})
    with keeper("meridian"):
        change_settings(values={KEY: 60})
        lock_settings(keys=[KEY])
    assert minutes(cast, *CHAIN) == [1440, 60, 60, 60, 1440]
    with keeper("meridian"):
        unlock_settings(keys=[KEY])
    assert minutes(cast, *CHAIN) == [1440, 60, 300, 200, 1440]


def test_a_lock_without_an_own_value_holds_what_comes_from_above(cast: Cast, keeper: Keeper) -> None:
    with keeper("harbour"):
        change_settings(values={KEY: 200})
    with keeper("nucleus"):
        change_settings(values={KEY: 90})
    with keeper("meridian"):
        lock_settings(keys=[KEY])
    assert minutes(cast, "meridian", "harbour") == [90, 90]


def test_the_highest_lock_wins(cast: Cast, keeper: Keeper) -> None:
    with keeper("northgate"):
        change_settings(values={KEY: 30})
        lock_settings(keys=[KEY])
    with keeper("system"):
        change_settings(values={KEY: 77})
        lock_settings(keys=[KEY])
    assert minutes(cast, *CHAIN) == [77] * 5


def test_a_setting_of_the_system_has_one_value(cast: Cast, keeper: Keeper) -> None:
    with keeper("system"):
        change_settings(values={"retention.attempts": 7})
    forget()
    assert KEEP_ATTEMPTS.value() == KEEP_ATTEMPTS.value(cast.harbour) == dt.timedelta(days=7)


def test_a_value_that_the_release_no_longer_takes_is_passed_over(cast: Cast) -> None:
    with system_actor("test"):
        StoredSetting(
            organization=cast.nucleus, level="system", key="passwords.shortest", has_value=True, value="eleven"
        ).save()
    forget()
    assert SHORTEST.value() == 8


def test_no_query_as_long_as_nothing_changed(cast: Cast, keeper: Keeper) -> None:
    forget()
    with CaptureQueriesContext(
        connection,
    ) as cold:
        IDLE.value(cast.harbour)
    with CaptureQueriesContext(connection) as warm:
        IDLE.value(cast.harbour)
        ADMIN_IDLE.value()
        SHORTEST.value(cast.harbour)
    assert (len(cold), len(warm)) == (2, 0)


def test_another_process_notices_by_the_token(cast: Cast, keeper: Keeper) -> None:
    IDLE.value(cast.harbour)
    notice(current_token())
    assert IDLE.value(cast.harbour) == dt.timedelta(days=1)
    with keeper("system"):
        change_settings(values={KEY: 30})
    assert IDLE.value(cast.harbour) == dt.timedelta(days=1), "nothing told this process yet"
    notice(current_token())
    assert IDLE.value(cast.harbour) == dt.timedelta(minutes=30)


def test_a_change_draws_a_new_token_and_a_refused_one_does_not(cast: Cast, keeper: Keeper) -> None:
    from nucleus.kernel.errors import Invalid

    before = current_token()
    with keeper("system"):
        change_settings(values={KEY: 30})
    after = current_token()
    assert before != after
    with keeper("system"), pytest.raises(Invalid):
        change_settings(values={KEY: 1})
    assert current_token() == after
