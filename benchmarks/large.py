"""What a list, a filter and a search cost at the top of a large tree, against the same at its foot.

    nucleus demo build --organizations 100000 --records 1000000      (into an empty NUCLEUS_DATA)
    NUCLEUS_DATA=that/folder python benchmarks/large.py [--times] [address ...]

Counted is the work of SQLite itself: every instruction of its virtual machine that a request makes it run, by its
progress handler called after each (nested statements of the full-text index included). Times of a busy machine say
little, this number says the same everywhere. Bar: at the company at most 3 times what the same address takes at the
customer, where the customer's page is as full; a list that a customer cannot fill (organizations: it is one) is held
against the partner, then the distributor. `--times` adds milliseconds of CPU.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
BAR = 3.0
TIERS = {
    "company": "marijke.sandbergen@nucleus-channel.example",
    "distributor": "frederik.haanstra@waterlinie.example",
    "partner": "lotte@brinkhof-it.example",
    "customer": "pieter@van-rossem-logistiek.example",
}
ADDRESSES = (
    "/organizations/",
    "/organizations/?sort=-created_at",
    "/organizations/?sort=status",
    "/organizations/?status=active",
    "/organizations/?tier=customer",
    "/organizations/?page=3",
    "/organizations/?q=zand",
    "/organizations/?q=zzzzz",
    "/dmarc/domains/",
    "/dmarc/domains/?sort=-messages",
    "/dmarc/domains/?policy=reject",
    "/dmarc/domains/?q=mail",
    "/dmarc/reports/",
    "/dmarc/reports/?sort=reporter",
    "/dmarc/reports/?q=mail",
    "/dmarc/files/",
    "/dmarc/files/?state=unknown",
    "/dmarc/files/?q=google",
    "/dmarc/unknown-domains/",
    "/dmarc/unknown-domains/?q=shop",
    "/members/",
    "/members/?q=bos",
    "/sessions/",
    "/audit/",
    "/audit/?q=organization",
    "/admin/jobs/",
    "/search/?q=zand",
    "/search/?q=mail",
    "/search/?q=zzzzz",
    "/search/options/?q=mail",
    "/api/crm/search?q=mail",
    "/api/crm/organizations?limit=50",
    "/api/crm/domains?limit=50",
    "/api/crm/reports?limit=50",
    "/api/crm/members?limit=50",
    "/api/crm/messages?limit=50",
)


@dataclass(frozen=True)
class Cost:
    """Of one request: its status, rows on the page, instructions of SQLite, statements, milliseconds of CPU."""

    status: int
    rows: int
    steps: int
    statements: int
    cpu: float


def start_django() -> None:
    """With the data of NUCLEUS_DATA."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "nucleus.config.settings"
    os.environ.setdefault("NUCLEUS_LOG_LEVEL", "ERROR")
    import django

    django.setup()


def browser(email: str) -> Any:
    """Somebody signed in."""
    from django.test import Client

    from nucleus.kernel.actor import system_actor
    from nucleus.platform.accounts.models import Membership
    from nucleus.platform.accounts.sessions import start_session

    with system_actor("benchmark"):
        member = Membership.objects.select_related("user").get(user__email=email)
        _session, token = start_session(member.user, member, address="127.0.0.1", agent="benchmark")
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["nucleus_session"] = token
    return client


def counted(work: Callable[[], Any]) -> tuple[Any, int, int]:
    """What the work answers, the instructions that SQLite ran for it, and its statements."""
    from django.db import connection

    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    connection.ensure_connection()
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    connection.connection.set_progress_handler(step, 1)
    try:
        return work(), steps, len(connection.queries_log)
    finally:
        connection.connection.set_progress_handler(None, 0)
        connection.force_debug_cursor = False


def ask(client: Any, address: str) -> Cost:
    """One request, the second of two: what each process prepares once is prepared."""
    client.get(address)
    started = time.process_time()
    client.get(address)
    cpu = (time.process_time() - started) * 1000
    answer, steps, statements = counted(lambda: client.get(address))
    body = answer.content.decode() if not answer.streaming else ""
    rows = body.count("<tr") - 1 if "<tbody" in body else body.count('class="row"') + body.count('role="option"')
    if answer.headers.get("Content-Type") == "application/json":
        rows = len(answer.json().get("items", ()))
    return Cost(answer.status_code, rows, steps, statements, cpu)


def base_of(costs: dict[str, Cost]) -> str:
    """Against whom the company is held: the lowest tier whose page is as full as the company's, nine tenths of it."""
    wanted = 0.9 * costs["company"].rows
    for tier in ("customer", "partner", "distributor"):
        if costs[tier].status == 200 and costs[tier].rows >= wanted:
            return tier
    return ""


def main() -> int:
    """Prints a line for each address; answers 1 where the bar is missed."""
    given = [a for a in sys.argv[1:] if a.startswith("/")]
    start_django()
    clients = {tier: browser(email) for tier, email in TIERS.items()}
    missed = 0
    print(f"{'address':38} " + " ".join(f"{t:>20}" for t in TIERS) + "   ratio")
    for address in given or ADDRESSES:
        costs = {tier: ask(client, address) for tier, client in clients.items()}
        base = base_of(costs)
        ratio = costs["company"].steps / costs[base].steps if base else 0.0
        bad = ratio > BAR and costs["company"].status == 200
        missed += bad
        cells = [
            f"{c.steps:,} ({c.rows})" + (f" {c.cpu:.0f}ms" if "--times" in sys.argv else "") if c.status == 200 else "-"
            for c in costs.values()
        ]
        verdict = f"{ratio:5.2f} of {base}" if base else "nobody to hold it against"
        line = " ".join([f"{address:38}", *(f"{c:>20}" for c in cells)])
        print(f"{line}   {verdict}{'  MISSED' if bad else ''}", flush=True)
    print(f"{missed} missed" if missed else "all within the bar")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
