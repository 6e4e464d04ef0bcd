"""The one join that turns a session cookie into an actor. Raw, because every request pays for it (SPINE: one query)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from nucleus.kernel.actor import Actor, Kind, Place, Tier
from nucleus.kernel.registry import registry
from nucleus.kernel.roles import SUPERADMIN
from nucleus.platform.languages.effect import Speech, speech_of
from nucleus.platform.settings.store import notice

UNREAD_SQL = "unread_sql"
"""Provider: the expression that counts what is new for the user `u` at the organization `o`; nothing is without it."""

SIGNED_IN = """
SELECT s.id, s.public_id, s.data, s.last_seen, s.ends_at, s.idle_minutes, s.membership_id,
       u.id, u.public_id, u.name, u.email, u.language, u.timezone, u.is_superadmin, u.must_change_password,
       m.permissions, m.roles, o.id, o.tier, o.distributor_id, o.partner_id, o.customer_id, o.name, o.timezone,
       o.language, o.public_id, m.public_id,
       EXISTS (SELECT 1 FROM tree_organization a WHERE a.status = 'suspended'
               AND a.id IN (o.id, o.distributor_id, o.partner_id)),
       (SELECT e.number FROM tree_epoch e WHERE e.name = 'looks'),
       {unread},
       (SELECT t.number FROM settings_token t WHERE t.id = 1)
FROM accounts_session s
JOIN accounts_user u ON u.id = s.user_id AND u.is_active
LEFT JOIN accounts_membership m ON m.id = s.membership_id AND m.user_id = u.id AND m.is_active
LEFT JOIN tree_organization o ON o.id = m.organization_id AND o.status <> 'closed'
WHERE s.token_hash = %s AND s.revoked_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a valid session says: the session row's own facts, the person, the actor."""

    session: int
    session_id: str
    data: str
    last_seen: dt.datetime
    ends_at: dt.datetime
    idle_minutes: int
    user: int
    user_id: str
    name: str
    email: str
    speech: Speech
    chose_language: bool
    must_change_password: bool
    organization_name: str
    organization_id: str
    membership_id: str
    suspended: bool
    actor: Actor
    looks: int = 0
    unread: int = 0


@lru_cache(maxsize=2048)
def parse_permissions(text: str) -> frozenset[str]:
    """The compiled permissions of a membership row."""
    return frozenset(text.split())


@lru_cache(maxsize=1)
def statement() -> str:
    """The whole statement; asked only after the start, when every room has provided its part."""
    return SIGNED_IN.replace("{unread}", registry.providers.get(UNREAD_SQL) or "0")


def signed_in(token_hash: str) -> SignedIn | None:
    """The session with that token hash, joined to its person and place; nothing where it is gone or revoked.

    Time limits are the caller's to check: they are settings.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement(), [token_hash])
        row = cursor.fetchone()
    if row is None:
        return None
    notice(row[-1] or 0)  # the settings of this moment, learned without a query of their own
    return _row(row[:-1])


def _moment(value: Any) -> dt.datetime:
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)  # type: ignore[no-any-return]


def _row(row: tuple[Any, ...]) -> SignedIn | None:
    (
        session, session_id, data, last_seen, ends_at, idle, membership, user, user_id, name, email, language,
        zone, superadmin, must_change, permissions, roles, org, tier, distributor, partner, customer, org_name,
        org_zone, org_language, org_id, membership_public, suspended, looks, unread,
    ) = row  # fmt: skip
    place = None if org is None else Place(Tier(tier), org, distributor, partner, customer)
    if place is None and (membership is not None or not superadmin):
        return None
    actor = Actor(
        kind=Kind.PERSON if place is not None else Kind.SUPERADMIN,
        label=name,
        public_id=user_id,
        user=user,
        membership=membership,
        place=place,
        permissions=parse_permissions(permissions) if place is not None else superadmin_permissions(),
        suspended=bool(suspended),
        session=session_id,
        roles=_roles(roles) if place is not None else (SUPERADMIN,),
    )
    speech = speech_of(Speech(language, zone), Speech(org_language or "", org_zone or ""), place=place)
    return SignedIn(
        session, session_id, data, _moment(last_seen), _moment(ends_at), idle, user, user_id, name, email, speech,
        bool(language), bool(must_change), org_name or "", org_id or "", membership_public or "", bool(suspended),
        actor, looks or 0, unread or 0,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _parsed_roles(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _roles(value: Any) -> tuple[str, ...]:
    return _parsed_roles(value) if isinstance(value, str) else tuple(value or ())


@lru_cache(maxsize=1)
def superadmin_permissions() -> frozenset[str]:
    """The permissions that name the superadmin in their roles."""
    return frozenset(name for name, p in registry.permissions.items() if SUPERADMIN in p.roles)
