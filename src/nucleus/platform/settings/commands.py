"""Writes: values, locks, undoing, and importing a document. Each call is one transaction, all of it or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Denied, Invalid, NotVisible, Refused
from nucleus.kernel.text import one_line
from nucleus.platform.gate.command import command
from nucleus.platform.gate.effects import company
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.settings.documents import read_document
from nucleus.platform.settings.events import SettingChanged
from nucleus.platform.settings.inputs import ChangeInput, ImportInput, KeysInput
from nucleus.platform.settings.judging import judge_again, judged, last_change, open_entries, refuse_conflicts
from nucleus.platform.settings.levels import AtLevel, own_level
from nucleus.platform.settings.models import SettingChange, StoredSetting, Token, Verb
from nucleus.platform.settings.queries import Entry
from nucleus.platform.settings.store import forget
from nucleus.platform.tree.models import Organization

HIDDEN = "***"


@command("settings.change", input=ChangeInput, secret={"values"})
def change_settings(*, values: Mapping[str, Any], seen: Mapping[str, str] | None = None) -> None:
    """Change settings of the own level: all of the values, or none.

    Raises Invalid naming each bad field, Conflict where somebody else changed one since the caller saw it.
    """
    level = _begin()
    found = judged(level, values)
    refuse_conflicts(level, found, seen or {})
    for entry, value in found.items():
        _set(level, entry, value)


@command("settings.reset", input=KeysInput)
def reset_settings(*, keys: Sequence[str]) -> None:
    """Reset settings to what comes from above."""
    level = _begin()
    for entry in open_entries(level, list(dict.fromkeys(keys)), "keys").values():
        _reset(level, entry)
    judge_again(level, keys, "keys")


@command("settings.lock", input=KeysInput)
def lock_settings(*, keys: Sequence[str]) -> None:
    """Lock settings: nobody below has a value of his own any more."""
    level = _begin()
    _lock(level, keys, "keys", locked=True)


@command("settings.unlock", input=KeysInput)
def unlock_settings(*, keys: Sequence[str]) -> None:
    """Unlock settings: those below may have their own values, and get back those that they had."""
    level = _begin()
    _lock(level, keys, "keys", locked=False)


@command("settings.undo", target="change")
def undo_change(*, change: SettingChange) -> None:
    """Undo one change of a setting, as long as it is the last of that setting."""
    level = _begin()
    if change.level != level.name:
        if level.place is not None:
            raise NotVisible
        raise Refused(_("This was changed by an organization, which alone can undo it."))
    newest = last_change(level, change.key)
    if newest is None or newest.pk != change.pk:
        raise Refused(_("This setting was changed again since; undo the newer change first."))
    if change.secret and change.verb in (Verb.SET, Verb.RESET):
        raise Refused(_("A secret is not kept after it was changed; enter it again."))
    entry = open_entries(level, [change.key], "change")[change.key]
    if change.verb in (Verb.LOCK, Verb.UNLOCK):
        _keep_lock(level, entry, locked=change.verb == Verb.UNLOCK)
    elif change.before is None:
        _reset(level, entry)
    else:
        for same, value in judged(level, {change.key: change.before["value"]}, "change").items():
            _set(level, same, value)
    judge_again(level, [change.key], "change")
    record(label=str(entry.setting.label))


@command("settings.import", input=ImportInput, secret={"document"})
def import_settings(*, document: Mapping[str, Any]) -> None:
    """Take over the values and locks of an exported document: all of them, or none."""
    level = _begin()
    values, locked = read_document(document)
    found = judged(level, values, "document.values") if values else {}
    hidden = [entry.key for entry in found if entry.setting.sensitive]
    if hidden:
        raise Invalid({f"document.values.{key}": [_("A secret is not imported.")] for key in hidden})
    for entry, value in found.items():
        _set(level, entry, value)
    if locked:
        _lock(level, locked, "document.locked", locked=True)


def _begin() -> AtLevel:
    """The level of the actor. Savers queue here, so that each judges what the one before him left."""
    token, _made = Token.objects.select_for_update().get_or_create(pk=1)
    token.number = secrets.randbelow(2**62) + 1
    token.save()
    transaction.on_commit(forget)
    return own_level()


def _set(level: AtLevel, entry: Entry, value: Any) -> None:
    stored = entry.setting.store(value)
    if entry.is_own and entry.found.source == "own" and entry.setting.store(entry.found.value) == stored:
        return
    row = _row(level, entry)
    before = _kept_value(row)
    row.has_value = True
    if entry.setting.sensitive:
        row.secret = stored
    else:
        row.value = stored
    _save(level, entry, row, Verb.SET, before)


def _reset(level: AtLevel, entry: Entry) -> None:
    if not entry.is_own:
        return
    row = _row(level, entry)
    before = _kept_value(row)
    row.has_value, row.value, row.secret = False, None, None
    _save(level, entry, row, Verb.RESET, before)


def _lock(level: AtLevel, keys: Sequence[str], path: str, *, locked: bool) -> None:
    found = open_entries(level, list(dict.fromkeys(keys)), path)
    wrong = [key for key, entry in found.items() if not entry.is_lockable]
    if wrong:
        raise Invalid(
            {f"{path}.{key}": [_("Nobody below has this setting; there is nothing to lock.")] for key in wrong}
        )
    if locked and not current_actor().may("settings.lock"):
        raise Denied
    for entry in found.values():
        _keep_lock(level, entry, locked=locked)


def _keep_lock(level: AtLevel, entry: Entry, *, locked: bool) -> None:
    if entry.is_locked_here == locked:
        return
    row = _row(level, entry)
    row.locked = locked
    _save(level, entry, row, Verb.LOCK if locked else Verb.UNLOCK, _kept_value(row))


def _row(level: AtLevel, entry: Entry) -> StoredSetting:
    if entry.own is not None:
        return entry.own
    return StoredSetting(organization=_owner(level), level=level.name, key=entry.key)


def _owner(level: AtLevel) -> Organization:
    if level.place is None:
        owner: Organization = company()
        return owner
    own: Organization = Organization.objects.get(pk=level.place.organization)
    return own


def _kept_value(row: StoredSetting) -> dict[str, Any] | None:
    return {"value": row.value} if row.has_value else None


def _save(level: AtLevel, entry: Entry, row: StoredSetting, verb: Verb, before: dict[str, Any] | None) -> None:
    """Leaves the row, the line of the history, and the words for the audit line."""
    after, actor, secret = _kept_value(row), current_actor(), entry.setting.sensitive
    line = SettingChange(
        organization=row.organization,
        level=level.name,
        key=entry.key,
        verb=verb,
        before=None if secret else before,
        after=None if secret else after,
        secret=secret,
        actor_id=actor.public_id,
        actor_label=one_line(actor.label),
    )
    line.save(force_insert=True)
    row.change = line.public_id
    if row.has_value or row.locked:
        row.save()
    elif row.pk is not None:
        row.delete()
    record(**_words(entry, verb, before, after))
    own = row.organization.public_id if level.place else ""
    emit(SettingChanged(key=entry.key, verb=verb.value, organization=own, by=actor.public_id))


def _words(entry: Entry, verb: Verb, before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    """The pair for the audit line."""
    if verb in (Verb.LOCK, Verb.UNLOCK):
        return {f"{entry.key} locked": [verb == Verb.UNLOCK, verb == Verb.LOCK]}
    if entry.setting.sensitive:
        return {entry.key: [HIDDEN, HIDDEN]}
    return {entry.key: [before["value"] if before else None, after["value"] if after else None]}
