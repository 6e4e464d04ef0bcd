"""An aggregate report from its XML parts: metadata, policy and rows, of both generations.

Parts come one by one, from a tree or from a stream, in any order; `finish` puts the report together.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from . import values
from .facts import AggregateReport, Generation, Policy, Record
from .ledger import Ledger, shown
from .limits import Budget, Refused
from .plain_frame import Frame
from .rows import RowReader, local_names

Fields = dict[str, str]
_COUNTED_TOGETHER = 1024
_USUAL_TIME = 10  # digits of an epoch second from 2001 to 2286
_NEW_NAMESPACE = "dmarc-2.0"
_NEW_TAGS = ("np", "testing", "t", "discovery_method")
_USUAL_WORDS = frozenset({"", "none", "quarantine", "reject", "r", "s", "y", "n", "psl", "treewalk"})
_ALIGNMENTS = {"r": "r", "s": "s", "relaxed": "r", "strict": "s"}


class ReportReader:
    """Collects the parts of one report. `name` is the file's name: where the report leaves out who, for
    which domain or when, the name says it (RFC 9990 section 3.5.1).
    """

    def __init__(self, root_tag: str, name: str, budget: Budget, ledger: Ledger) -> None:
        self.local = local_names(root_tag)
        self._file_name = name
        self._budget = budget
        self._ledger = ledger
        self.rows = RowReader(self.local, ledger)
        self._is_new = _NEW_NAMESPACE in root_tag
        self.records: list[Record] = []
        self._counted = 0
        self._metadata: Fields | None = None
        self._policy: Fields | None = None
        self._version = ""

    @cached_property
    def _name(self) -> values.NamedFile | None:
        return values.file_name(self._file_name)

    def take(self, frame: Frame) -> None:
        """All but the rows at once."""
        self._version, self._metadata, self._policy = frame.version, frame.metadata, frame.policy

    def part(self, element: Any) -> None:
        """Take one child of the root. Raises Refused where a row is not clear."""
        name = self.local[element.tag]
        if name == "record":
            self.records.append(self.rows.read(element))
            if len(self.records) - self._counted == _COUNTED_TOGETHER:
                self._count_rows()
        elif name == "report_metadata":
            self._metadata = self._first("report_metadata", self._metadata, self._fields(element))
        elif name == "policy_published":
            self._policy = self._first("policy_published", self._policy, self._fields(element))
        elif name == "version":
            self._version = (element.text or "").strip()

    def finish(self, identity: Callable[[], str]) -> AggregateReport:
        """The report; `identity` gives what stands for its id where it has none.

        Raises Refused where it cannot be placed: no period, no domain.
        """
        self._count_rows()
        ledger, metadata = self._ledger, self._metadata
        if metadata is None:
            if not self.records and self._policy is None:
                raise Refused("report_empty", "The report has no content.")
            ledger.add("metadata_missing", "no report_metadata")
            metadata = {}
        if not self.records:
            ledger.add("no_records", "the report has no rows")
        begin, end = self._period(metadata)
        email = metadata.get("email", "")
        return AggregateReport(
            org=metadata.get("org_name", "") or self._org(email),
            email=email,
            extra_contact=metadata.get("extra_contact_info", ""),
            report_id=metadata.get("report_id", "") or self._report_id(identity()),
            errors=tuple(metadata["error"].split("\0")) if "error" in metadata else (),
            generator=metadata.get("generator", ""),
            version=self._version,
            begin=begin,
            end=end,
            policy=self._published(),
            generation=self._generation(metadata),
            records=tuple(self.records),
            repairs=ledger.repairs(),
        )

    def _count_rows(self) -> None:
        self._budget.count_records(len(self.records) - self._counted)
        self._counted = len(self.records)

    def _fields(self, element: Any, depth: int = 0) -> Fields:
        """The first text of each name among an element's leaves, nested ones included; of errors all."""
        found: Fields = {}
        for part in element:
            name, text = self.local[part.tag], (part.text or "").strip()
            if text and name == "error":
                found["error"] = f"{found['error']}\0{text}" if "error" in found else text
            elif not found.get(name):
                found[name] = text
            if depth < 4 and len(part):
                found |= self._fields(part, depth + 1) | {key: kept for key, kept in found.items() if kept}
        return found

    def _first(self, name: str, known: Fields | None, found: Fields) -> Fields:
        if known is None:
            return found
        if known != found:
            self._ledger.add(f"{name}_repeated", f"{name} is repeated: the first one is taken")
        return known

    def _org(self, email: str) -> str:
        host = values.domain(email) if "@" in email else ""
        if host:
            self._ledger.add("org_name_missing", f"no org_name: taken from the address {shown(email)}")
            return host
        if self._name:
            self._ledger.add("org_name_missing", "no org_name: taken from the file name")
            return self._name.receiver
        self._ledger.add("org_name_missing", "neither org_name nor email: the reporter is unknown")
        return ""

    def _report_id(self, identity: str) -> str:
        self._ledger.add("report_id_missing", "no report_id: a digest of the content stands for it")
        return identity

    def _period(self, metadata: Fields) -> tuple[int, int]:
        begin, end = self._moment(metadata, "begin"), self._moment(metadata, "end")
        if (begin is None or end is None) and self._name:
            self._ledger.add("date_from_file_name", "the period is taken from the file name")
            begin, end = self._name.begin, self._name.end
        if begin is None:
            raise Refused("date_missing", "The report does not say when its period begins.")
        if end is None:
            self._ledger.add("date_end_missing", "no end of the period: its begin stands for it")
            end = begin
        if begin > end:
            self._ledger.add("date_order", "the period ends before it begins: exchanged")
            begin, end = end, begin
        return begin, end

    def _moment(self, metadata: Fields, field: str) -> int | None:
        text = metadata.get(field, "")
        if not text:
            return None
        if len(text) == _USUAL_TIME and text.isascii() and text.isdecimal():
            return int(text)
        found = values.moment(text, field)
        if found.value is None:
            raise Refused("date_unclear", f"The {field} of its period, {shown(text)}, is no time.")
        if found.code:
            self._ledger.add(found.code, found.detail)
        return found.value

    def _published(self) -> Policy:
        fields = self._policy
        if fields is None:
            self._ledger.add("policy_missing", "no policy_published")
            fields = {}
        return Policy(
            domain=values.domain(fields.get("domain", "")) or self._policy_domain(),
            p=self._word(fields, "p") or self._no_policy(),
            sp=self._word(fields, "sp"),
            np=self._word(fields, "np"),
            pct=self._percentage(fields),
            fo=fields.get("fo", ""),
            adkim=self._alignment(fields, "adkim"),
            aspf=self._alignment(fields, "aspf"),
            testing=self._word(fields, "testing") or self._word(fields, "t"),
            discovery_method=self._word(fields, "discovery_method"),
        )

    def _policy_domain(self) -> str:
        if self._name:
            self._ledger.add("policy_domain_missing", "no policy domain: taken from the file name")
            return self._name.domain
        domains = {record.header_from for record in self.records}
        if len(domains) == 1 and "" not in domains:
            self._ledger.add("policy_domain_missing", "no policy domain: taken from header_from")
            return domains.pop()
        raise Refused("policy_domain_missing", "The report does not say for which domain it is.")

    def _no_policy(self) -> str:
        self._ledger.add("policy_p_missing", "no policy stated: read as none")
        return "none"

    def _word(self, fields: Fields, name: str) -> str:
        text = fields.get(name, "")
        if text in _USUAL_WORDS:
            return text
        if text != text.lower():
            self._ledger.add("word_case", f"{shown(text)} read as {text.lower()}")
        return text.lower()[:40]

    def _alignment(self, fields: Fields, name: str) -> str:
        word = self._word(fields, name)
        if word in _ALIGNMENTS:
            return _ALIGNMENTS[word]
        if word and word not in _ALIGNMENTS:
            self._ledger.add("alignment_unknown", f"{name} {shown(word)} is no alignment: left out")
        return _ALIGNMENTS.get(word, "")

    def _percentage(self, fields: Fields) -> int | None:
        text = fields.get("pct", "").rstrip("%").strip()
        if text in ("", "100"):
            return 100 if text else None
        found = values.count(text)
        if found.value is None or found.value > 100:
            self._ledger.add("pct_unclear", f"pct {shown(text)} is no percentage: left out")
            return None
        return found.value

    def _generation(self, metadata: Fields) -> Generation:
        policy = self._policy or {}
        is_new = self._is_new or "generator" in metadata or any(tag in policy for tag in _NEW_TAGS)
        return "9990" if is_new else "7489"
