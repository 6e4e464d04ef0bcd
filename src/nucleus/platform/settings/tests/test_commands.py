"""Changing, resetting, locking, undoing: all or nothing, the field named, nothing secret written down."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import serializers as django_serializers
from tests.cast import Cast

from nucleus.kernel.actor import Actor, Kind, acting, system_actor
from nucleus.kernel.errors import Denied, Invalid, NotVisible, Refused
from nucleus.kernel.registry import registry
from nucleus.kernel.setting_kinds import KINDS
from nucleus.kernel.settings import Setting
from nucleus.platform.audit.models import Line
from nucleus.platform.settings.commands import (
    change_settings,
    import_settings,
    lock_settings,
    reset_settings,
    undo_change,
    unlock_settings,
)
from nucleus.platform.settings.documents import export_document, import_differences
from nucleus.platform.settings.judging import Conflict
from nucleus.platform.settings.levels import AtLevel, changes, own_level
from nucleus.platform.settings.models import SettingChange, StoredSetting
from nucleus.platform.settings.queries import entries, entry

ALL = (
    "settings.view",
    "settings.change",
    "settings.reset",
    "settings.undo",
    "settings.import",
    "settings.lock",
    "settings.unlock",
)
SUPERADMIN = Actor(Kind.SUPERADMIN, "Root", "USR-root", permissions=frozenset(ALL))
IDLE, LIFETIME = "sessions.idle", "sessions.lifetime"


@pytest.fixture
def vault_word(monkeypatch: pytest.MonkeyPatch) -> Setting[str]:
    """A secret setting of the trial, as a mail server's password would be."""
    made = Setting(
        "trial.password", "", KINDS["secret"], "mail", "Trial password", optional=True, sensitive=True,
        scope="organization",
    )  # fmt: skip
    monkeypatch.setattr(registry.settings, "_entries", {**registry.settings._entries, made.key: made})
    return made


def refused(call: Any, **values: Any) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as error:
        call(**values)
    return error.value.errors


def stored() -> int:
    with system_actor("test"):
        return StoredSetting.objects.count() + SettingChange.objects.count()


def test_a_bad_value_names_its_field_and_changes_nothing(cast: Cast) -> None:
    with acting(SUPERADMIN):
        said = refused(change_settings, values={IDLE: 30, LIFETIME: 0, "passwords.shortest": "ten", "no.such": 1})
        assert said == {"values.no.such": ["This setting is not known here."]}
        said = refused(change_settings, values={IDLE: 30, LIFETIME: 0, "passwords.shortest": "ten"})
    assert said == {
        "values.sessions.lifetime": ["This must be at least 1."],
        "values.passwords.shortest": ["This must be a whole number."],
    }
    assert stored() == 0


def test_values_are_judged_together_whichever_of_them_changes(cast: Cast) -> None:
    with acting(SUPERADMIN):
        said = {"values.sessions.idle": ["This may not be longer than the whole session."]}
        assert refused(change_settings, values={IDLE: 180, LIFETIME: 2}) == said
        assert refused(change_settings, values={LIFETIME: 2}) == said
        change_settings(values={IDLE: 90, LIFETIME: 2})
        assert refused(change_settings, values={IDLE: 180}) == said
        change_settings(values={LIFETIME: 400, IDLE: 60 * 350})
        assert refused(reset_settings, keys=[LIFETIME]) == {
            "keys.sessions.idle": ["This may not be longer than the whole session."]
        }


def test_an_organization_sets_only_what_its_tier_may(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        assert refused(change_settings, values={"signin.tries": 9}) == {
            "values.signin.tries": ["This setting is not known here."]
        }


def test_what_is_locked_above_is_refused_with_the_name(cast: Cast) -> None:
    with cast.acting("meridian", *ALL):
        lock_settings(keys=[IDLE])
    with cast.acting("northgate", *ALL):
        assert refused(change_settings, values={IDLE: 30}) == {"values.sessions.idle": ["This is locked by Meridian."]}
        assert refused(reset_settings, keys=[IDLE]) == {"keys.sessions.idle": ["This is locked by Meridian."]}
        assert refused(unlock_settings, keys=[IDLE]) == {"keys.sessions.idle": ["This is locked by Meridian."]}


def test_nothing_below_nothing_to_lock(cast: Cast) -> None:
    said = ["Nobody below has this setting; there is nothing to lock."]
    with cast.acting("harbour", *ALL):
        assert refused(lock_settings, keys=[IDLE]) == {"keys.sessions.idle": said}
    with acting(SUPERADMIN):
        assert refused(lock_settings, keys=["signin.tries"]) == {"keys.signin.tries": said}


def test_the_environment_wins_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Setting("trial.host", "", KINDS["text"], "mail", "Trial", optional=True, environment="NUCLEUS_TRIAL_HOST")
    monkeypatch.setattr(registry.settings, "_entries", {**registry.settings._entries, made.key: made})
    monkeypatch.setenv("NUCLEUS_TRIAL_HOST", "mx.example")
    with acting(SUPERADMIN):
        found = entry(own_level(), "trial.host")
        assert found is not None
        assert (found.found.source, found.found.value, found.is_open) == ("environment", "mx.example", False)
        assert refused(change_settings, values={"trial.host": "other.example"}) == {
            "values.trial.host": ["This is set by the environment (NUCLEUS_TRIAL_HOST)."]
        }


def test_two_savers_the_second_is_told_and_sees_the_difference(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        change_settings(values={IDLE: 60}, seen={IDLE: ""})
        with pytest.raises(Conflict) as conflict:
            change_settings(values={IDLE: 90, LIFETIME: 48}, seen={IDLE: "", LIFETIME: ""})
        assert conflict.value.detail == (
            "Somebody else changed “Session ends after” in the meantime: it is now 60 minutes."
        )
        assert {e.key: e.found.source for e in entries(own_level())}[LIFETIME] == "default"
        newest = entry(own_level(), IDLE)
        assert newest is not None
        change_settings(values={IDLE: 90, LIFETIME: 48}, seen={IDLE: newest.revision, LIFETIME: ""})
        change_settings(values={IDLE: 90}, seen={IDLE: newest.revision})  # both wanted the same: nothing to tell


def test_history_says_who_and_what_and_undo_takes_it_back(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        for value in (60, 90):
            change_settings(values={IDLE: value})
        first, second = SettingChange.objects.order_by("pk")
        assert [(c.actor_label, c.verb, c.before, c.after) for c in (first, second)] == [
            ("northgate person", "set", None, {"value": 60}),
            ("northgate person", "set", {"value": 60}, {"value": 90}),
        ]
        with pytest.raises(Refused):
            undo_change(change=first)
        undo_change(change=second)
        newest = entry(own_level(), IDLE)
        assert newest is not None
        assert newest.shown == "60 minutes"
        reset_settings(keys=[IDLE])
        undo_change(change=SettingChange.objects.latest("pk"))
        assert entries(own_level())[0].setting.settable_at(own_level().tier)
        newest = entry(own_level(), IDLE)
        assert newest is not None
        assert (newest.shown, newest.found.source) == ("60 minutes", "own")


def test_a_lock_is_undone_too(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        lock_settings(keys=[IDLE])
        undo_change(change=SettingChange.objects.latest("pk"))
        assert StoredSetting.objects.count() == 0


def test_the_company_neither_sees_nor_undoes_what_the_system_did(cast: Cast) -> None:
    with acting(SUPERADMIN):
        change_settings(values={IDLE: 60})
    with system_actor("test"):
        change = SettingChange.objects.get()
    with cast.acting("nucleus", *ALL):
        assert own_level().rows(SettingChange).count() == 0
        with pytest.raises(NotVisible):
            undo_change(change=change)


def test_nobody_without_the_permission(cast: Cast) -> None:
    with cast.acting("northgate", "settings.view"), pytest.raises(Denied):
        change_settings(values={IDLE: 60})
    with cast.acting("northgate", "settings.import"), pytest.raises(Denied):
        import_settings(document={"format": "nucleus-settings", "edition": 1, "values": {}, "locked": [IDLE]})
    assert stored() == 0


def test_a_save_without_a_difference_leaves_no_history(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        change_settings(values={IDLE: 60})
        change_settings(values={IDLE: 60})
        assert SettingChange.objects.count() == 1


def test_a_secret_is_used_and_never_written_down(cast: Cast, vault_word: Setting[str]) -> None:
    word = "zebra-Quartz-77"
    with cast.acting("northgate", *ALL):
        change_settings.submit({"values": {"trial.password": word}}, key="one")
        found = entry(own_level(), "trial.password")
        assert found is not None
        assert (found.found.value, found.shown) == (word, "••••••••")
        document = export_document(own_level())
        assert (document["values"], document["left_out"]) == ({}, ["trial.password"])
        with pytest.raises(Refused):
            undo_change(change=SettingChange.objects.latest("pk"))
    with system_actor("test"):
        written = [*Line.objects.all(), *SettingChange.objects.all(), *StoredSetting.objects.all()]
        texts = django_serializers.serialize("json", written) + json.dumps(document)
    assert "zebra" not in texts
    with cast.acting("northgate", *ALL):
        assert refused(
            import_settings,
            document={"format": "nucleus-settings", "edition": 1, "values": {"trial.password": "other-word"}},
        ) == {"document.values.trial.password": ["A secret is not imported."]}


def test_an_export_taken_over_elsewhere_is_shown_first(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        change_settings(values={IDLE: 60, LIFETIME: 48})
        lock_settings(keys=[LIFETIME])
        document = json.loads(json.dumps(export_document(own_level())))
    with cast.acting("kestrel", *ALL):
        change_settings(values={IDLE: 60})
        found = import_differences(own_level(), document)
        assert [(d.entry.key, d.before, d.after) for d in found] == [
            (LIFETIME, "336 hours", "48 hours"),
            (LIFETIME, "Open to those below", "Locked for those below"),
        ]
        import_settings(document=document)
        assert import_differences(own_level(), document) == []
        assert export_document(own_level()) == document


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({}, "document.format"),
        ({"format": "nucleus-settings", "edition": 2}, "document.format"),
        ({"format": "nucleus-settings", "edition": 1, "values": []}, "document.values"),
        ({"format": "nucleus-settings", "edition": 1, "locked": [5]}, "document.locked"),
        ({"format": "nucleus-settings", "edition": 1, "more": 1}, "document.more"),
        ({"format": "nucleus-settings", "edition": 1, "values": {IDLE: 1}}, "document.values.sessions.idle"),
        ({"format": "nucleus-settings", "edition": 1, "values": {"x" * 500: 1}}, "document.values." + "x" * 80),
    ],
)
def test_a_broken_document_is_refused_and_the_member_named(cast: Cast, document: Any, field: str) -> None:
    with cast.acting("northgate", *ALL):
        assert list(refused(import_settings, document=document)) == [field]
    assert stored() == 0


def test_the_audit_line_holds_the_pairs(cast: Cast) -> None:
    with acting(SUPERADMIN):
        change_settings(values={IDLE: 60, "passwords.mixed": False})
    with system_actor("test"):
        line = Line.objects.get(action="settings.change")
    assert line.changes == {IDLE: [None, 60], "passwords.mixed": [None, False]}
    assert AtLevel(None).key == 0


def test_the_history_offers_to_undo_what_can_be_undone_by_whoever_looks(cast: Cast) -> None:
    with cast.acting("northgate", *ALL):
        change_settings(values={IDLE: 60})
    with acting(SUPERADMIN):
        change_settings(values={IDLE: 61})
        change_settings(values={IDLE: 62})
        rows = list(changes().order_by("pk").values_list("level", "undoable"))
        assert rows == [("organization", False), ("system", False), ("system", True)]
        undo_change(change=SettingChange.objects.latest("pk"))
        assert StoredSetting.objects.get(level="system").value == 61
    with cast.acting("northgate", *ALL):
        assert list(changes().values_list("level", "undoable")) == [("organization", True)]
