"""The rows of an aggregate report: one XML record in, one frozen Record out.

The same code reads lxml's and the standard library's elements. Equal texts and equal groups of
authentication results are shared between rows, which is what keeps a report of 140,000 rows small.
"""

from collections.abc import Iterable
from typing import Any

from . import values
from .facts import AuthResult, Reason, Record
from .ledger import Ledger, shown
from .limits import Refused

_CACHE_BOUND = 20_000
_CACHED_TEXT = 512  # characters; longer texts are not kept beyond their row
_NO_DOMAIN = frozenset({"", "not.evaluated"})
AuthKey = tuple[str, str | None, str | None, str | None, str | None, str | None]
Evaluated = tuple[str | None, str | None, str | None, tuple[Reason, ...]]
Names = tuple[str | None, str | None, str | None]
_NOT_STATED: Evaluated = (None, None, None, ())
_NO_NAMES: Names = (None, None, None)


class LocalNames(dict[str, str]):
    """Element names without their namespace; "" for those of a namespace that is not the report's own."""

    def __init__(self, root_tag: str) -> None:
        super().__init__()
        self._own = root_tag.rpartition("}")[0]

    def __missing__(self, tag: str) -> str:
        space, _, name = tag.rpartition("}")
        known = not space or space == self._own or "dmarc" in space
        if len(self) > _CACHE_BOUND:
            self.clear()
        found = self[tag] = name.lower() if known else ""
        return found


_SHARED: dict[str, LocalNames] = {}
_KNOWN_SPACES = ("", "{urn:ietf:params:xml:ns:dmarc-2.0", "{http://dmarc.org/dmarc-xml/0.1")


def local_names(root_tag: str) -> LocalNames:
    """The names for reports of that root; those of the known namespaces are shared between reports."""
    space = root_tag.rpartition("}")[0]
    if space not in _KNOWN_SPACES:
        return LocalNames(root_tag)
    return _SHARED.get(space) or _SHARED.setdefault(space, _begun(root_tag))


def _begun(root_tag: str) -> LocalNames:
    """Names that hold the root's already: an empty dictionary would count as none."""
    names = LocalNames(root_tag)
    names[root_tag]
    return names


def remember(cache: dict[Any, Any], key: Any, value: Any) -> None:
    """Keep a value that many rows share, in bounded memory."""
    if len(cache) > _CACHE_BOUND:
        cache.clear()
    cache[key] = value


# Shared by all reports of the process, because the same services and domains sign day after day. Only texts that needed
# no repair and are short stand here, in bounded number, so a hostile report can neither spoil nor swell them.
_DOMAINS: dict[str | None, str] = {None: ""}
_RESULTS: dict[AuthKey, AuthResult] = {}


class RowReader:
    """Reads the records of one report, in order; `ledger` takes what it mends, `adkim` and `aspf` as known so far."""

    def __init__(self, local: LocalNames, ledger: Ledger) -> None:
        self.local = local
        self.ledger = ledger
        self.number = 0
        self._domains = _DOMAINS
        self._groups: dict[tuple[AuthResult, ...], tuple[AuthResult, ...]] = {}
        self._reasons: dict[tuple[str, str], Reason] = {}
        self.results_by_text: dict[str, tuple[AuthResult, ...]] = {}
        self.known_results = _RESULTS
        self.reasons_by_text: dict[str, tuple[Reason, ...]] = {}

    def read(self, record: Any) -> Record:
        """The next row. Raises Refused, naming the row, where its meaning is not clear."""
        self.number += 1
        local = self.local
        ip = number = None
        evaluated = _NOT_STATED
        names: Names = _NO_NAMES
        auth = None
        for part in record:
            name = local[part.tag]
            if name == "row":
                ip, number, evaluated = self._row(part)
            elif name == "identifiers":
                names = self._identifiers(part)
            elif name == "auth_results":
                auth = self._results(part)
            elif name == "identities":
                self._mend("identities", "identities read as identifiers")
                names = self._identifiers(part)
        return self.record(ip, number, evaluated, names, auth)

    def record(
        self,
        ip: str | None,
        number: str | None,
        evaluated: Evaluated,
        names: Names,
        auth: tuple[AuthResult, ...] | None,
    ) -> Record:
        """A row from its texts; `names` are header_from, envelope_from and envelope_to."""
        domain, known = self.domain, self._domains
        header_from = known.get(names[0]) or domain(names[0])
        if not header_from:
            self._mend("header_from_missing", "no header_from: the policy domain stands for it")
        if auth is None:
            auth = ()
            self._mend("auth_results_missing", "no authentication results")
        raw_disposition, raw_dkim, raw_spf, reasons = evaluated
        return tuple.__new__(
            Record,
            (
                values.address(ip or "") or self._kept(values.odd_address(ip or "")),
                int(number)
                if number and number.isdecimal() and number.isascii() and len(number) < 10
                else self._count(number),
                values.DISPOSITIONS.get(raw_disposition or "") or self._disposition(raw_disposition),
                values.OUTCOMES.get(raw_dkim or "") or self._outcome("dkim", raw_dkim, header_from, auth),
                values.OUTCOMES.get(raw_spf or "") or self._outcome("spf", raw_spf, header_from, auth),
                reasons,
                header_from,
                (known.get(names[1]) or domain(names[1])) if names[1] else "",
                (known.get(names[2]) or domain(names[2])) if names[2] else "",
                auth,
            ),
        )

    def _row(self, row: Any) -> tuple[str | None, str | None, Evaluated]:
        local = self.local
        ip = number = None
        evaluated = _NOT_STATED
        for part in row:
            name = local[part.tag]
            if name == "source_ip":
                ip = part.text
            elif name == "count":
                number = part.text
            elif name == "policy_evaluated":
                evaluated = self._evaluated(part)
        return ip, number, evaluated

    def _evaluated(self, element: Any) -> Evaluated:
        local = self.local
        disposition = dkim = spf = None
        reasons: tuple[Reason, ...] = ()
        for part in element:
            name = local[part.tag]
            if name == "disposition":
                disposition = part.text
            elif name == "dkim":
                dkim = part.text
            elif name == "spf":
                spf = part.text
            elif name == "reason":
                reasons += self._reason_of(part)
        return disposition, dkim, spf, reasons

    def _reason_of(self, element: Any) -> tuple[Reason, ...]:
        local = self.local
        kind = comment = None
        for part in element:
            name = local[part.tag]
            if name == "type":
                kind = part.text
            elif name == "comment":
                comment = part.text
        return self.reason(kind, comment)

    def reason(self, raw_kind: str | None, raw_comment: str | None) -> tuple[Reason, ...]:
        """One override reason from its texts; none where both are empty."""
        kind, comment = (raw_kind or "").strip().lower(), (raw_comment or "").strip()
        if not kind and not comment:
            self._mend("reason_empty", "an empty override reason was left out")
            return ()
        if not kind:
            self._mend("reason_type_missing", "an override reason without type read as other")
        key = (kind or "other", comment)
        known = self._reasons.get(key)
        if known is None:
            known = Reason(*key)
            remember(self._reasons, key, known)
        return (known,)

    def _identifiers(self, element: Any) -> tuple[str | None, str | None, str | None]:
        local = self.local
        header = sender = recipient = None
        for part in element:
            name = local[part.tag]
            if name == "header_from":
                header = part.text
            elif name == "envelope_from":
                sender = part.text
            elif name == "envelope_to":
                recipient = part.text
        return header, sender, recipient

    def _results(self, element: Any) -> tuple[AuthResult, ...]:
        local = self.local
        keys = []
        for part in element:
            domain = selector = scope = result = human = None
            for leaf in part:
                name = local[leaf.tag]
                if name == "domain":
                    domain = leaf.text
                elif name == "result":
                    result = leaf.text
                elif name == "selector":
                    selector = leaf.text
                elif name == "scope":
                    scope = leaf.text
                elif name == "human_result":
                    human = leaf.text
            keys.append((local[part.tag], domain, selector, scope, result, human))
        return self._shared(self.results(keys))

    def _shared(self, results: tuple[AuthResult, ...]) -> tuple[AuthResult, ...]:
        known = self._groups.get(results)
        if known is None:
            remember(self._groups, results, results)
        return known or results

    def results(self, keys: Iterable[AuthKey]) -> tuple[AuthResult, ...]:
        """Authentication results from their texts; equal ones are one object."""
        known = self.known_results
        return tuple([known.get(key) or self.result(key) for key in keys if key[0]])

    def result(self, key: AuthKey) -> AuthResult:
        """One authentication result from its texts. Only what needed no repair is remembered."""
        mechanism, raw_domain, selector, scope, raw_result, human = key
        domain = self._domains.get(raw_domain) or self.domain(raw_domain)
        word = values.RESULTS.get(raw_result or "")
        sound = word is not None and domain not in _NO_DOMAIN
        if not sound:
            domain = self._odd_domain(mechanism, domain)
            word = word or self._kept(values.result(raw_result))
        found: AuthResult = tuple.__new__(
            AuthResult,
            (
                mechanism,
                domain,
                selector.strip() if selector else "",
                scope.strip().lower() if scope else "",
                word,
                human.strip() if human else "",
            ),
        )
        if sound and sum([len(text) for text in key if text]) <= _CACHED_TEXT:
            remember(self.known_results, key, found)
        return found

    def _odd_domain(self, mechanism: str, domain: str) -> str:
        if domain == "not.evaluated":
            self._mend("dkim_not_evaluated", "the domain not.evaluated stands for none")
            return ""
        if not domain:
            self._mend("auth_domain_missing", f"an authentication result ({mechanism}) without domain")
        return domain

    def domain(self, text: str | None) -> str:
        """A domain as `values.domain` reads it; equal ones are one object."""
        found = self._domains.get(text)
        if found is None:
            found = values.domain(text)
            if text and len(text) <= _CACHED_TEXT:
                remember(self._domains, text, found)
        return found

    def _count(self, text: str | None) -> int:
        found = values.count(text)
        if found.value is None:
            raise self._unclear("count_unclear", f"its count {shown(text)} is no number of messages")
        if found.code:
            self._mend(found.code, found.detail)
        return found.value

    def _disposition(self, text: str | None) -> str:
        found = values.disposition(text)
        if found.value is None:
            raise self._unclear("disposition_unclear", f"its disposition {shown(text)} is not known")
        return self._kept(found)

    def _outcome(self, mechanism: str, text: str | None, header_from: str, auth: tuple[AuthResult, ...]) -> str:
        """The stated outcome; where none is stated, what the authentication results leave no doubt about."""
        found = values.outcome(text, mechanism)
        if found.value is not None:
            return self._kept(found)
        passed = [result.domain for result in auth if result.mechanism == mechanism and result.result == "pass"]
        if not passed:
            self._mend(f"{mechanism}_missing", f"no {mechanism} outcome stated and no {mechanism} pass: read as fail")
            return "fail"
        if header_from and header_from in passed:
            self._mend(f"{mechanism}_missing", f"no {mechanism} outcome stated, its domain passed: read as pass")
            return "pass"
        raise self._unclear("outcome_unclear", f"it states no {mechanism} outcome, and its results leave it open")

    def _kept(self, mended: values.Mended) -> str:
        if mended.code:
            self._mend(mended.code, mended.detail)
        return mended.value or ""

    def _mend(self, code: str, detail: str) -> None:
        self.ledger.add(code, detail, self.number)

    def _unclear(self, code: str, what: str) -> Refused:
        return Refused(code, f"Row {self.number} is not clear: {what}.")
