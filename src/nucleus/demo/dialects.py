"""Writes a sheet as XML, as its reporter would: RFC 7489 appendix C or RFC 9990, with the habits of each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import cache

from nucleus.demo.reporters import Reporter
from nucleus.demo.sources import Outcome
from nucleus.demo.stories import Row, Sheet


def bounds(reporter: Reporter, day: dt.date) -> tuple[int, int]:
    """Begin and end of the period as the reporter writes them, epoch seconds."""
    begin = int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
    return begin, begin + reporter.last_second


def report_id(reporter: Reporter, name: str, day: dt.date) -> str:
    """The id that the reporter gives, in its own form; the same for the same domain and day."""
    digest = hashlib.sha256(f"{reporter.key}|{name}|{day}".encode()).hexdigest()
    number = str(int(digest, 16))
    if reporter.key == "google":
        return number[:19]
    if reporter.key == "yahoo":
        return f"{bounds(reporter, day)[1] + 8213}.{number[:6]}"
    if reporter.key == "mailru":
        return f"{number[:22]}{bounds(reporter, day)[0]}"
    return digest[:32]


def write(sheet: Sheet, name: str, day: dt.date) -> bytes:
    """The XML of the report, UTF-8."""
    text = "\n".join(_lines(sheet, name, day))
    if sheet.reporter.layout == "one line":
        text = "".join(line.strip() for line in text.splitlines())
    return text.encode()


def _lines(sheet: Sheet, name: str, day: dt.date) -> Iterator[str]:
    reporter = sheet.reporter
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">' if reporter.generation == "9990" else "<feedback>"
    if reporter.key != "google":
        yield "  <version>1.0</version>"
    begin, end = bounds(reporter, day)
    yield f"  <report_metadata>\n    <org_name>{reporter.org}</org_name>\n    <email>{reporter.email}</email>"
    if reporter.contact:
        yield f"    <extra_contact_info>{reporter.contact}</extra_contact_info>"
    yield f"    <report_id>{report_id(reporter, name, day)}</report_id>"
    yield f"    <date_range>\n      <begin>{begin}</begin>\n      <end>{end}</end>\n    </date_range>"
    if reporter.generation == "9990":
        yield f"    <generator>{reporter.host} report writer</generator>"
    yield f"  </report_metadata>\n{_policy(sheet, name)}"
    for row in sheet.rows:
        yield record(row, reporter, name)
    yield "</feedback>\n"


def _policy(sheet: Sheet, name: str) -> str:
    step = sheet.step
    head = f"  <policy_published>\n    <domain>{name}</domain>\n"
    words = f"    <adkim>r</adkim>\n    <aspf>r</aspf>\n    <p>{step.p}</p>\n    <sp>{step.p}</sp>\n"
    if sheet.reporter.generation == "9990":
        method = "    <discovery_method>treewalk</discovery_method>\n"
        return f"{head}{method}{words}    <np>reject</np>\n    <testing>n</testing>\n  </policy_published>"
    return f"{head}{words}    <pct>{step.pct}</pct>\n  </policy_published>"


def record(row: Row, reporter: Reporter, name: str) -> str:
    """One row. All but the address and the count repeats from day to day, so it is made once and filled in."""
    frame = _frame(reporter, name, row.sender, row.outcome, (row.disposition, *row.override, row.recipient))
    return frame % (row.source, row.messages)


@cache
def _frame(reporter: Reporter, name: str, header: str, outcome: Outcome, verdict: tuple[str, str, str, str]) -> str:
    disposition, reason, comment, recipient = verdict
    return (
        "  <record>\n    <row>\n      <source_ip>%s</source_ip>\n      <count>%d</count>\n      <policy_evaluated>\n"
        f"        <disposition>{disposition}</disposition>\n"
        f"        <dkim>{'pass' if outcome.dkim_aligned else 'fail'}</dkim>\n"
        f"        <spf>{'pass' if outcome.spf_aligned else 'fail'}</spf>\n"
        f"{_reason(reason, comment)}      </policy_evaluated>\n    </row>\n"
        f"    <identifiers>\n{_identifiers(reporter, filled(outcome.spf_domain, name), recipient)}"
        f"      <header_from>{filled(header, name)}</header_from>\n    </identifiers>\n"
        f"    <auth_results>\n{_auth(reporter, outcome, name)}    </auth_results>\n  </record>"
    )


def _reason(kind: str, comment: str) -> str:
    if not kind:
        return ""
    said = f"          <comment>{comment}</comment>\n" if comment else ""
    return f"        <reason>\n          <type>{kind}</type>\n{said}        </reason>\n"


def _identifiers(reporter: Reporter, envelope: str, recipient: str) -> str:
    to = f"      <envelope_to>{recipient}</envelope_to>\n" if recipient else ""
    sender = f"      <envelope_from>{envelope}</envelope_from>\n" if reporter.names_envelope else ""
    return to + sender


def _auth(reporter: Reporter, outcome: Outcome, name: str) -> str:
    parts = [
        f"      <dkim>\n        <domain>{filled(s.domain, name)}</domain>\n        <selector>{s.selector}</selector>\n"
        f"        <result>{s.result}</result>\n      </dkim>\n"
        for s in outcome.dkim
    ]
    scope = "" if reporter.key in {"google", "yahoo"} else "        <scope>mfrom</scope>\n"
    parts.append(
        f"      <spf>\n        <domain>{filled(outcome.spf_domain, name)}</domain>\n{scope}"
        f"        <result>{outcome.spf_result}</result>\n      </spf>\n"
    )
    return "".join(parts)


@cache
def filled(template: str, name: str) -> str:
    """A domain template for one watched domain: `{domain}`, its first `{label}`, and a `{number}` of its own."""
    number = int(hashlib.sha256(name.encode()).hexdigest()[:4], 16)
    return template.format(domain=name, label=name.partition(".")[0], number=number)
