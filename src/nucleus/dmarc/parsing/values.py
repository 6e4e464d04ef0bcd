"""Single values as reporters write them: addresses, counts, times, domains and words.

Each reader answers with the value and, where it had to be mended, with a repair code and its sentence.
"""

import re
from datetime import UTC, datetime
from socket import AF_INET, AF_INET6, inet_ntop, inet_pton
from typing import NamedTuple

from .ledger import shown

MAX_COUNT = 10_000_000_000
_LATEST = 4_102_444_800  # 2100-01-01: nothing later is an epoch time in seconds
_EMBEDDED_V4 = re.compile(r"::ffff:(\d+\.\d+\.\d+\.\d+)")
_PORT = re.compile(r"(\d+\.\d+\.\d+\.\d+):\d{1,5}")
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,9})?")
_FILE_NAME = re.compile(r"([^!/]+)!([^!]+)!(\d{9,10})!(\d{9,10})(?:[!.]|$)")

OUTCOMES = {"pass": "pass", "fail": "fail"}
DISPOSITIONS = {"none": "none", "quarantine": "quarantine", "reject": "reject", "pass": "pass"}
# What reporters write for "nothing was done": seen in the wild, beside the words of the schema.
_DELIVERED = frozenset({"accept", "accepted", "allow", "deliver", "delivered"})
RESULTS = {word: word for word in ("pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy")}
# RFC 7489 appendix C names the old words "error" and "unknown" of RFC 4408; "hardfail" is a fail in other words.
_OLD_RESULTS = {"hardfail": "fail", "error": "temperror", "unknown": "permerror"}


class Mended(NamedTuple):
    """A value with the repair that gave it: `code` "" where nothing was done, `value` None where nothing was found."""

    value: str | None
    code: str = ""
    detail: str = ""


class Number(NamedTuple):
    """The same for whole numbers."""

    value: int | None
    code: str = ""
    detail: str = ""


class NamedFile(NamedTuple):
    """The parts of a report's file name (RFC 9990 section 3.5.1)."""

    receiver: str
    domain: str
    begin: int
    end: int


def address(text: str) -> str | None:
    """The canonical text of an IP address (RFC 5952 for IPv6), or None."""
    try:
        inet_pton(AF_INET, text)
    except (OSError, ValueError):
        return _address6(text)
    return text


def _address6(text: str) -> str | None:
    try:
        canonical = inet_ntop(AF_INET6, inet_pton(AF_INET6, text))
    except (OSError, ValueError):
        return None
    embedded = _EMBEDDED_V4.fullmatch(canonical)
    return embedded[1] if embedded else canonical


def odd_address(text: str) -> Mended:
    """An address that `address` does not take: blanks, brackets, a prefix or a port around it; else "" as unknown."""
    bare = text.strip().strip("[]<>()\"'").strip()
    bare = bare[5:] if bare[:5].lower() == "ipv6:" else bare
    port = _PORT.fullmatch(bare)
    found = address(port[1] if port else bare)
    if found is not None:
        return Mended(found, "source_ip_format", f"source_ip {shown(text)} read as {found}")
    if not bare:
        return Mended("", "source_ip_missing", "source_ip is empty: counted under an unknown source")
    return Mended("", "source_ip_unknown", f"source_ip {shown(text)} is no IP address: counted under an unknown source")


def count(text: str | None) -> Number:
    """The messages of a row: a whole number, also written as 3.0. None where it is anything else."""
    bare = (text or "").strip()
    if not _NUMBER.fullmatch(bare):
        return Number(None)
    value = float(bare) if "." in bare else int(bare)
    if value != int(value) or value > MAX_COUNT:
        return Number(None)
    return (
        Number(int(value), "count_format", f"count {shown(text)} read as {int(value)}")
        if "." in bare
        else Number(int(value))
    )


def moment(text: str | None, field: str) -> Number:
    """A time as epoch seconds: whole or with a fraction, milliseconds, or ISO text. None where it is none of these."""
    bare = (text or "").strip()
    if _NUMBER.fullmatch(bare):
        seconds, code = (int(bare), "") if "." not in bare else (int(float(bare)), "date_format")
        if seconds > 100 * 1_000_000_000:
            seconds, code = seconds // 1000, "date_milliseconds"
    else:
        found = _iso(bare)
        if found is None:
            return Number(None)
        seconds, code = found, "date_text"
    if not 0 < seconds < _LATEST:
        return Number(None)
    return Number(seconds, code, f"{field} {shown(text)} read as {seconds}" if code else "")


def _iso(text: str) -> int | None:
    try:
        found = datetime.fromisoformat(text.removesuffix(" UTC").removesuffix(" GMT"))
    except ValueError:
        return None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def domain(text: str | None) -> str:
    """A domain name in lower case without blanks, final dot and the local part of an address."""
    bare = (text or "").strip().lower()
    if "@" in bare:
        bare = bare.rpartition("@")[2]
    return bare.strip("<>. \t\r\n")


def disposition(text: str | None) -> Mended:
    """What was done with the messages. None where the word is not known."""
    word = (text or "").strip().lower()
    if word in DISPOSITIONS:
        return Mended(word, "word_case", f"{shown(text)} read as {word}")
    if not word:
        return Mended("none", "disposition_missing", "no disposition stated: read as none")
    if word in _DELIVERED:
        return Mended("none", "disposition_word", f"disposition {shown(text)} read as none")
    return Mended(None)


def outcome(text: str | None, field: str) -> Mended:
    """An aligned outcome: pass, or fail for every other word. None where it is empty."""
    word = (text or "").strip().lower()
    if word in OUTCOMES:
        return Mended(word, "word_case", f"{shown(text)} read as {word}")
    if not word:
        return Mended(None)
    return Mended("fail", "outcome_word", f"{field} {shown(text)} is not a pass: read as fail")


def result(text: str | None) -> Mended:
    """A raw authentication result. Words outside the schema stay as they are, in lower case."""
    word = (text or "").strip().lower()
    if word in RESULTS:
        return Mended(word, "word_case", f"{shown(text)} read as {word}")
    if not word:
        return Mended("none", "result_missing", "an authentication result is empty: read as none")
    if word in _OLD_RESULTS:
        return Mended(_OLD_RESULTS[word], "result_word", f"result {shown(text)} read as {_OLD_RESULTS[word]}")
    return Mended(word[:40], "result_unknown", f"result {shown(text)} is in no standard: kept as it is")


def file_name(name: str) -> NamedFile | None:
    """What a file name of the form receiver!domain!begin!end says, or None."""
    found = _FILE_NAME.search(name)
    if not found:
        return None
    return NamedFile(domain(found[1]), domain(found[2]), int(found[3]), int(found[4]))
