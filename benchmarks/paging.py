"""What a page of a very long list costs: the first, the hundredth, and the last by cursor, forward and back.

    NUCLEUS_DATA=an/empty/folder python benchmarks/paging.py [rows]        (1,000,000 unless said)

Makes that many unknown domains of one customer in bulk in a fresh database, then counts the instructions of SQLite's
virtual machine for each request, as `benchmarks/large.py` does. Bar: a page anywhere by cursor costs at most twice the
first page, with the default order. Orders that no index holds read the whole list, first page and last alike.
"""

from __future__ import annotations

import sys
from typing import Any

from large import counted, start_django

ROWS = 1_000_000
LIMIT = 50
BAR = 2.0
ADDRESS = "/api/crm/unknown-domains"
FILL = """
INSERT INTO intake_waitingname
    (organization_id, distributor_id, partner_id, customer_id, name, files, volume, first_at, last_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT %s, %s, %s, %s, 'shop-' || i || '.example', 1 + i %% 7, (i * 2654435761) %% 4294967296,
    '2026-11-01 00:00:00', '2026-11-20 00:00:00' FROM n
"""


def long_list(rows: int) -> Any:
    """A customer with so many rows; answers somebody of it at a browser."""
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from nucleus.kernel.actor import system_actor
    from nucleus.platform.accounts.models import Membership, User
    from nucleus.platform.accounts.sessions import start_session
    from nucleus.platform.tree.models import Organization

    call_command("migrate", interactive=False, verbosity=0)
    with system_actor("benchmark"):
        parent = None
        for tier in ("company", "distributor", "partner", "customer"):
            parent = Organization(slug=f"long-{tier}", name=tier.title(), tier=tier, parent=parent)
            parent.save()
        place = (parent.pk, parent.distributor_id, parent.partner_id, parent.customer_id)
        with connection.cursor() as cursor:
            cursor.execute(FILL, [rows, *place])
            cursor.execute("ANALYZE")
        user = User(email="reader@long.example", name="Reader", timezone="UTC")
        user.save()
        member = Membership(organization=parent, user=user, roles=["owner"])
        member.save()
        _session, token = start_session(user, member, address="127.0.0.1", agent="benchmark")
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["nucleus_session"] = token
    return client


def steps_of(client: Any, **params: Any) -> tuple[int, dict[str, Any]]:
    """The instructions of the second of two equal requests, and its answer."""
    client.get(ADDRESS, params)
    answer, steps, _statements = counted(lambda: client.get(ADDRESS, params))
    if answer.status_code != 200:
        raise SystemExit(f"{params}: {answer.status_code} {answer.content[:200]!r}")
    return steps, answer.json()


def deep_cursor(client: Any, sort: str) -> str:
    """The place of the row at nine tenths of the list, without walking there."""
    from nucleus.dmarc.intake.models import WaitingName
    from nucleus.kernel.actor import system_actor
    from nucleus.platform.statements.cursors import Cursor

    path = {"messages": "volume"}.get(sort.lstrip("-"), sort.lstrip("-"))
    with system_actor("benchmark"):
        rows = WaitingName.objects.order_by(("-" if sort.startswith("-") else "") + path, "pk")
        value, key = rows.values_list(path, "pk")[rows.count() * 9 // 10]
    return Cursor(sort, value, key).text()


def measure(client: Any, sort: str) -> bool:
    """Prints the costs of one order; answers whether all are within the bar."""
    first, body = steps_of(client, sort=sort, limit=LIMIT)
    cursor = body["next"]
    for _page in range(98):
        cursor = client.get(ADDRESS, {"sort": sort, "limit": LIMIT, "cursor": cursor}).json()["next"]
    hundredth, body = steps_of(client, sort=sort, limit=LIMIT, cursor=cursor)
    back, _body = steps_of(client, sort=sort, limit=LIMIT, cursor=body["previous"])
    deep, body = steps_of(client, sort=sort, limit=LIMIT, cursor=deep_cursor(client, sort))
    deep_back, _body = steps_of(client, sort=sort, limit=LIMIT, cursor=body["previous"])
    costs = {"page 100": hundredth, "back to 99": back, "at 90 %": deep, "back from there": deep_back}
    said = " ".join(f"{name} {steps:,} ({steps / first:.2f}x)" for name, steps in costs.items())
    print(f"{sort:10} first {first:,} {said}", flush=True)
    return all(steps <= BAR * first for steps in costs.values())


def main() -> int:
    """1 where the bar is missed."""
    start_django()
    client = long_list(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    held = [measure(client, sort) for sort in ("-messages",)]
    print("all within the bar" if all(held) else "the bar is missed")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
