"""What lies on the desks of those who sign in, so that each of their lists fills pages: files, unknown domains, tasks,
audit lines.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from nucleus.demo.large.channel import Place
from nucleus.demo.large.loader import Drawing, Loader, moment
from nucleus.demo.reports import reports_for
from nucleus.dmarc.intake.commands import recount_names
from nucleus.dmarc.intake.models import Message, PendingReport, Source, State
from nucleus.dmarc.parsing import LIMITS
from nucleus.kernel.clock import now, today
from nucleus.platform.audit.models import Line
from nucleus.platform.files import disk
from nucleus.platform.files.models import Blob, Holding
from nucleus.platform.jobs.models import JobRun
from nucleus.platform.jobs.models import State as RunState
from nucleus.platform.tree.models import Organization
from nucleus.version import VERSION

FILES = 120  # different files; an organization holds each at most once
ACTS = ("intake.take", "domains.register")
DEMO_DOMAIN = "van-rossem-logistiek.example"


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file on disk and in the table of blobs."""

    key: int
    sha256: str
    size: int
    name: str


def keep_files() -> list[Bytes]:
    """Real report files, written to disk once for all."""
    anchor = today()
    days = (anchor - dt.timedelta(days=back) for back in itertools.count(1))
    files = itertools.islice((pair for day in days for pair in reports_for(DEMO_DOMAIN, day, anchor=anchor)), FILES)
    found: dict[str, Bytes] = {}
    for name, content in files:
        written = disk.write(io.BytesIO(content), LIMITS.max_input)
        blob, _new = Blob.objects.get_or_create(
            sha256=written.sha256, defaults={"size": written.size, "kind": written.kind}
        )
        found[written.sha256] = Bytes(blob.pk, written.sha256, written.size, name)
    return list(found.values())


class Desks:
    """Writes what came in and what was done, at many organizations."""

    def __init__(self, chance: Drawing, files: Sequence[Bytes]) -> None:
        self.chance = chance
        self.files = files
        self._holdings = Loader(
            Holding,
            ("id", "public_id", "organization_id", "distributor_id", "partner_id", "customer_id", "blob_id", "name"),
            purpose="dmarc-intake",
            received_at=now(),
        )
        self._messages = Loader(
            Message,
            ("id", "public_id", "organization_id", "distributor_id", "partner_id", "customer_id", "name", "holding_id",
             "sha256", "size", "state", "received_at"),
            source=Source.UPLOAD, kind="aggregate", reports=1, volume=100, read_at=now(), attempts=1,
        )  # fmt: skip

    def receive(self, wanted: Sequence[tuple[Place, int]], state: str = State.STORED) -> list[tuple[int, Place]]:
        """Files for organizations: (place, how many, at most FILES). Answers the keys of the messages."""
        holding, message = self._holdings.next_key(), self._messages.next_key()
        claims: list[tuple[object, ...]] = []
        received: list[tuple[object, ...]] = []
        made = []
        for place, count in wanted:
            for file in self.files[:count]:
                at = moment(now() - dt.timedelta(minutes=self.chance.randrange(60 * 24 * 30)))
                claims.append((holding, self.chance.public_id("FIL"), *place, file.key, file.name))
                received.append((message, self.chance.public_id("MSG"), *place, file.name, holding, file.sha256,
                                 file.size, state, at))  # fmt: skip
                made.append((message, place))
                holding, message = holding + 1, message + 1
        self._holdings.load(claims)
        self._messages.load(received)
        return made

    def wait(self, messages: Sequence[tuple[int, Place]], names: Sequence[str], each: int) -> None:
        """Reports in those files whose domains nobody has registered, `each` names a file."""
        loader = Loader(
            PendingReport,
            ("message_id", "organization_id", "distributor_id", "partner_id", "customer_id", "name", "volume"),
            reporter="google.com",
            seen_at=now(),
        )
        loader.load(
            (key, *place, name, self.chance.randrange(1, 900))
            for key, place in messages
            for name in self.chance.sample(names, k=min(each, len(names)))
        )
        recount_names(organizations=Organization.objects.filter(pk__in={place[0] for _key, place in messages}))

    def work(self, organization: Organization, runs: int, lines: int) -> None:
        """Finished tasks and audit lines of one organization."""
        place = (organization.pk, organization.distributor_id, organization.partner_id, organization.customer_id)
        Loader(
            JobRun,
            ("public_id", "organization_id", "distributor_id", "partner_id", "customer_id", "created_at"),
            name="intake.read_messages", label="Read received files", state=RunState.DONE, actor_label="system",
            started_at=now(), finished_at=now(),
        ).load((self.chance.public_id("JOB"), *place, self._past()) for _ in range(runs))  # fmt: skip
        Loader(
            Line,
            ("public_id", "organization_id", "distributor_id", "partner_id", "customer_id", "at", "action"),
            actor_label="system: large instance", object_type="organization", object_id=organization.public_id,
            object_label=organization.name, release=VERSION,
        ).load(
            (self.chance.public_id("AUD"), *place, self._past(), self.chance.choice(ACTS)) for _ in range(lines)
        )  # fmt: skip

    def _past(self) -> object:
        return moment(now() - dt.timedelta(minutes=self.chance.randrange(60 * 24 * 60)))
