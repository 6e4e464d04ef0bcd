"""What a report says, as frozen rows: the nouns that storage, intake and the command line build on.

Rows and their parts are named tuples, six times cheaper to make than frozen dataclasses.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["aggregate", "failure", "tls", "other"]
Status = Literal["ok", "repaired", "quarantined"]
Generation = Literal["7489", "9990"]


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was mended: a stable code and a sentence for people."""

    code: str
    detail: str


class AuthResult(NamedTuple):
    """One raw authentication result of a row (RFC 9990 section 3.1.1.6).

    `mechanism` is data: dkim, spf, or a later one.
    """

    mechanism: str
    domain: str
    selector: str
    scope: str
    result: str
    human_result: str


class Reason(NamedTuple):
    """Why the receiver did not apply the policy (RFC 9990 section 3.1.1.6, PolicyOverrideReason)."""

    type: str
    comment: str


class Record(NamedTuple):
    """One row: `count` messages from one source with one outcome.

    `source_ip` is canonical text ("" where the reporter named no address), `dkim` and `spf` are the
    aligned outcome ("pass" or "fail"), `disposition` is none, quarantine, reject or pass. Domains are
    lower case; `header_from` is "" where the row has none, then the policy domain stands for it.
    """

    source_ip: str
    count: int  # type: ignore[assignment]  # the name of the standard; the method of tuples is of no use here
    disposition: str
    dkim: str
    spf: str
    reasons: tuple[Reason, ...]
    header_from: str
    envelope_from: str
    envelope_to: str
    auth: tuple[AuthResult, ...]


class Policy(NamedTuple):
    """The policy that the reporter found. An absent tag is "" (`pct`: None), except `p`, which is then "none"."""

    domain: str
    p: str
    sp: str
    np: str
    pct: int | None
    fo: str
    adkim: str
    aspf: str
    testing: str
    discovery_method: str


@dataclass(frozen=True)
class Heading:
    """All of an aggregate report but its rows. `begin` and `end` are epoch seconds, UTC."""

    org: str
    email: str
    extra_contact: str
    report_id: str
    errors: tuple[str, ...]
    generator: str
    version: str
    begin: int
    end: int
    policy: Policy
    generation: Generation


@dataclass(frozen=True)
class AggregateReport(Heading):
    """One aggregate report of either generation (RFC 7489 appendix C, RFC 9990), rows in the order of the file."""

    records: tuple[Record, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def messages(self) -> int:
        """How many messages the rows cover."""
        kept = self.__dict__  # written by hand: `cached_property` takes a lock that costs a small report a hundredth
        found: int | None = kept.get("_messages")
        if found is None:
            found = kept["_messages"] = sum([record.count for record in self.records])
        return found


class Member(NamedTuple):
    """What became of one piece of a file: the file itself, an archive member, an attachment, a mail of an mbox."""

    name: str
    kind: Kind
    status: Status
    reason: str = ""
    message: str = ""
    repairs: tuple[Repair, ...] = ()
    report: AggregateReport | None = None


@dataclass(frozen=True)
class Reading:
    """What became of one file. `status` is the worst of its members, and `reports` holds every report
    that was read, also beside a quarantined member. `reason` is a stable code, `message` a sentence.
    """

    kind: Kind
    status: Status
    reason: str = ""
    message: str = ""
    repairs: tuple[Repair, ...] = ()
    members: tuple[Member, ...] = field(default=())

    @property
    def reports(self) -> tuple[AggregateReport, ...]:
        """The reports of all members, in order."""
        return tuple([member.report for member in self.members if member.report is not None])
