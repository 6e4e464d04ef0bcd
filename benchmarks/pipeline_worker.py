"""Our side of the pipeline benchmark: a long-lived process with a temporary SQLite database.

Run as `pipeline_worker.py FOLDER`; each line on its input names a corpus. Before the clock starts its files are kept on
disk, as an upload does. Inside the clock they are read by the job of the worker, 100 at a time: from disk, unpacked,
read, enriched, stored and counted. Afterwards, outside the clock, the same files are read once more, which must change
nothing. Answers one JSON line a round, with the sums that the database then holds.
"""

import json
import os
import pickle
import resource
import sys
from pathlib import Path
from typing import Any

BATCH = 100
DOMAINS = 800  # of the corpora
CUSTOMERS = 6
SUMS = {
    "records": "SELECT COUNT(*) FROM dmarc_record",
    "reports": "SELECT COUNT(*) FROM reports_report",
    "domain_reports": "SELECT SUM(reports) FROM dmarc_domain_day",
    "domain_messages": "SELECT SUM(messages) FROM dmarc_domain_day",
    "source_messages": "SELECT SUM(messages) FROM dmarc_source_day",
    "country_messages": "SELECT SUM(messages) FROM dmarc_country_day",
    "organization_reports": "SELECT SUM(reports) FROM rollups_organizationday",
    "organization_messages": "SELECT SUM(messages) FROM rollups_organizationday",
}


def prepare(folder: str) -> None:
    """Django with a fresh database in the folder."""
    os.environ["NUCLEUS_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "nucleus.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def plant() -> Any:
    """A partner whose customers own the domains of the corpora. Answers the partner, which receives the files."""
    from nucleus.dmarc.domains.models import Domain
    from nucleus.platform.tree.models import Organization

    above = None
    for tier in ("company", "distributor", "partner"):
        above = Organization(slug=tier, name=tier.title(), tier=tier, parent=above)
        above.save()
    customers = [
        Organization(slug=f"customer-{n}", name=f"Customer {n}", tier="customer", parent=above)
        for n in range(CUSTOMERS)
    ]
    for customer in customers:
        customer.save()
    Domain.objects.bulk_create(
        Domain.fresh(organization=customers[n % CUSTOMERS], name=f"customer{n}.example") for n in range(DOMAINS)
    )
    return above


def take(receiver: Any, files: list[tuple[bytes, str]]) -> list[int]:
    """Keeps the files; answers the ids of their messages."""
    from nucleus.dmarc.intake.commands import take_files

    named = [(name, data) for data, name in files]
    return [message.pk for message in take_files(organization=receiver, files=named, read_later=False)]


def read(messages: list[int]) -> float:
    """Runs the job over the messages; answers its CPU seconds, user and system."""
    from nucleus.dmarc.intake.jobs import read_messages

    begin = _cpu()
    for at in range(0, len(messages), BATCH):
        read_messages(ids=messages[at : at + BATCH])
    return _cpu() - begin


def read_again(messages: list[int]) -> float:
    """The same, as after a job that ran twice."""
    from nucleus.dmarc.intake.models import Message, State

    for at in range(0, len(messages), BATCH):
        Message.objects.filter(pk__in=messages[at : at + BATCH]).update(state=State.RECEIVED)
    return read(messages)


def sums() -> dict[str, int]:
    """What the database holds by now."""
    from django.db import connection

    with connection.cursor() as cursor:
        return {name: cursor.execute(statement).fetchone()[0] or 0 for name, statement in SUMS.items()}


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    prepare(sys.argv[1])
    from nucleus.kernel.actor import system_actor

    with system_actor("benchmark"):
        receiver = plant()
        for line in sys.stdin:
            messages = take(receiver, pickle.loads(Path(line.strip()).read_bytes()))
            loaded = _peak()
            cpu = read(messages)
            answer = {"cpu": cpu, "peak_kib": _peak() - loaded, "sums": sums()}
            again = read_again(messages)
            print(json.dumps({**answer, "again_cpu": again, "again_sums": sums()}), flush=True)


if __name__ == "__main__":
    main()
