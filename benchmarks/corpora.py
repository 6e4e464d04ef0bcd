"""Deterministic corpora of DMARC aggregate reports with their truth: what a reader must count in each file.

Corpus A is a provider's week (many tiny reports, a few of thousands of rows), corpus C only small ones.
Six reporters' dialects, one of them RFC 9990; gzip, zip and mail as they arrive. The same seed gives the same bytes.
"""

import base64
import gzip
import io
import random
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

MONDAY = 1_767_571_200  # 2026-01-05 00:00 UTC
DAY = 86_400


class File(NamedTuple):
    """One file as it arrives, and the truth about it."""

    name: str
    data: bytes
    records: int
    messages: int


class Shape(NamedTuple):
    """How many reports, and how their sizes spread: a Pareto law cut off at `largest` rows."""

    reports: int
    scale: float
    exponent: float
    largest: int


CORPUS_A = Shape(reports=2_000, scale=0.76, exponent=1.9, largest=5_000)
CORPUS_C = Shape(reports=1_500, scale=1.2, exponent=0.9, largest=12)


class Dialect(NamedTuple):
    org: str
    email: str
    head: str
    indent: str
    version: str
    has_envelope_to: bool
    has_envelope_from: bool
    is_9990: bool


DIALECTS = (
    Dialect("google.example", "noreply-dmarc@google.example", "<feedback>", "  ", "", False, False, False),
    Dialect(
        "Enterprise Outlook",
        "dmarcreport@outlook.example",
        '<feedback xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
        "  ",
        "1.0",
        True,
        True,
        False,
    ),
    Dialect("Yahoo Example", "dmarchelp@yahoo.example", "<feedback>", "  ", "", False, False, False),
    Dialect("mail.example.ru", "dmarc_support@mail.example", "<feedback>", "", "", False, False, False),
    Dialect(
        "GMX Example",
        "noreply-dmarc@gmx.example",
        '<feedback xmlns="http://dmarc.org/dmarc-xml/0.1">',
        "\t",
        "1.0",
        False,
        True,
        False,
    ),
    Dialect(
        "Fastmail Example",
        "reports@fastmail.example",
        '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">',
        "    ",
        "1.0",
        False,
        True,
        True,
    ),
)
SENDERS = ("mailer.example", "bulk.example", "crm.example", "helpdesk.example", "forwarder.example")


def generate(shape: Shape, seed: int, first: int = 0) -> Iterator[File]:
    """The files of a corpus, one by one. Reports are numbered from `first`: corpora with other numbers share none."""
    rng = random.Random(seed)
    for number in range(first, first + shape.reports):
        size = min(shape.largest, max(1, int(shape.scale * (1 - rng.random()) ** -shape.exponent)))
        yield _wrapped(rng, number, size)


def report_xml(rng: random.Random, dialect: Dialect, number: int, size: int) -> tuple[bytes, int, str]:
    """One report of `size` rows: its XML, its messages, its file name without ending."""
    domain = f"customer{rng.randrange(800)}.example"
    begin = MONDAY + DAY * rng.randrange(7)
    lines = ['<?xml version="1.0" encoding="UTF-8" ?>', dialect.head]
    if dialect.version:
        lines.append(f"<version>{dialect.version}</version>")
    lines += _metadata(dialect, number, begin) + _policy(dialect, domain)
    pool = [_address(rng) for _ in range(max(1, size * 2 // 3))]
    messages = 0
    for _ in range(size):
        count = min(50_000, int((1 - rng.random()) ** -1.1))
        messages += count
        lines += _record(rng, dialect, domain, rng.choice(pool), count)
    lines.append("</feedback>")
    return (
        _laid_out(lines, dialect.indent),
        messages,
        f"{dialect.email.split('@')[1]}!{domain}!{begin}!{begin + DAY - 1}",
    )


def _metadata(dialect: Dialect, number: int, begin: int) -> list[str]:
    return [
        "<report_metadata>",
        f"<org_name>{dialect.org}</org_name>",
        f"<email>{dialect.email}</email>",
        "<extra_contact_info>https://support.example/dmarc?a=1&amp;b=2</extra_contact_info>",
        f"<report_id>{10_000_000_000_000 + number * 7919}.{begin}</report_id>",
        "<date_range>",
        f"<begin>{begin}</begin>",
        f"<end>{begin + DAY - 1}</end>",
        "</date_range>",
        *(["<generator>Example Reporter 3.2</generator>"] if dialect.is_9990 else []),
        "</report_metadata>",
    ]


def _policy(dialect: Dialect, domain: str) -> list[str]:
    new = ["<np>reject</np>", "<testing>n</testing>", "<discovery_method>treewalk</discovery_method>"]
    return [
        "<policy_published>",
        f"<domain>{domain}</domain>",
        "<adkim>r</adkim>",
        "<aspf>r</aspf>",
        "<p>quarantine</p>",
        "<sp>none</sp>",
        *(new if dialect.is_9990 else ["<pct>100</pct>", "<fo>0</fo>"]),
        "</policy_published>",
    ]


def _record(rng: random.Random, dialect: Dialect, domain: str, address: str, count: int) -> list[str]:
    sender = rng.choice(SENDERS)
    dkim, spf = rng.random() < 0.8, rng.random() < 0.6
    accepted = "pass" if dialect.is_9990 else "none"
    lines = ["<record>", "<row>", f"<source_ip>{address}</source_ip>", f"<count>{count}</count>", "<policy_evaluated>"]
    lines += [f"<disposition>{accepted if dkim or spf else 'quarantine'}</disposition>"]
    lines += [f"<dkim>{'pass' if dkim else 'fail'}</dkim>", f"<spf>{'pass' if spf else 'fail'}</spf>"]
    if rng.random() < 0.06:
        comment = f"arc=pass as.1.{sender}=pass &amp; known"
        lines += ["<reason>", "<type>local_policy</type>", f"<comment>{comment}</comment>", "</reason>"]
    lines += ["</policy_evaluated>", "</row>", "<identifiers>"]
    if dialect.has_envelope_to:
        lines.append(f"<envelope_to>receiver{rng.randrange(40)}.example</envelope_to>")
    if dialect.has_envelope_from:
        lines.append(f"<envelope_from>{domain if spf else 'bounce.' + sender}</envelope_from>")
    header = domain if rng.random() < 0.8 else f"{rng.choice(('news', 'shop', 'mail'))}.{domain}"
    lines += [f"<header_from>{header}</header_from>", "</identifiers>", "<auth_results>"]
    if dkim:
        lines += _signature(domain, f"s{rng.randrange(6)}", "pass")
    if rng.random() < 0.45:
        lines += _signature(sender, f"k{rng.randrange(30)}", rng.choice(("pass", "fail", "temperror")))
    lines += ["<spf>", f"<domain>{domain if spf else 'bounce.' + sender}</domain>"]
    lines += ["<scope>mfrom</scope>"] if dialect.has_envelope_from else []
    return [*lines, f"<result>{'pass' if spf else 'softfail'}</result>", "</spf>", "</auth_results>", "</record>"]


def _signature(domain: str, selector: str, result: str) -> list[str]:
    leaves = (f"<domain>{domain}</domain>", f"<selector>{selector}</selector>", f"<result>{result}</result>")
    return ["<dkim>", *leaves, "</dkim>"]


def _address(rng: random.Random) -> str:
    if rng.random() < 0.12:
        return f"2001:db8:{rng.randrange(1, 0xFFFF):x}:{rng.randrange(1, 0xFFFF):x}::{rng.randrange(1, 0xFFFF):x}"
    first = rng.choice((23, 40, 52, 66, 81, 104, 149, 185, 209))
    return f"{first}.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}"


def _laid_out(lines: list[str], indent: str) -> bytes:
    """The lines, indented by their depth where the dialect indents; all in one line where it does not."""
    if not indent:
        return "".join(lines).encode()
    out, depth = [], 0
    for line in lines:
        depth -= line.startswith("</")
        out.append(indent * depth + line)
        depth += line[1] not in "/?" and "</" not in line
    return "\n".join([*out, ""]).encode()


def _wrapped(rng: random.Random, number: int, size: int) -> File:
    xml, messages, name = report_xml(rng, DIALECTS[number % len(DIALECTS)], number, size)
    share = rng.random()
    if share < 0.35:
        return File(f"{name}.xml.gz", gzip.compress(xml, 6, mtime=0), size, messages)
    if share < 0.61:
        return File(f"{name}.zip", _zip(f"{name}.xml", xml), size, messages)
    if rng.random() < 0.5:
        return File(f"{number}.eml", _mail(f"{name}.zip", "application/zip", _zip(f"{name}.xml", xml)), size, messages)
    packed = gzip.compress(xml, 6, mtime=0)
    return File(f"{number}.eml", _mail(f"{name}.xml.gz", "application/gzip", packed), size, messages)


def _zip(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 6, 4, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _mail(name: str, media: str, content: bytes) -> bytes:
    receiver, domain = name.split("!")[:2]
    trace = "".join(
        f"Received: from mx{hop}.{receiver} (mx{hop}.{receiver} [192.0.2.{hop + 1}])\r\n"
        f"\tby in{hop}.receiver.example with ESMTPS id 4Xy{hop}abc; Tue, 6 Jan 2026 04:0{hop}:00 +0000\r\n"
        for hop in range(4)
    )
    head = (
        f"{trace}From: reports <noreply@{receiver}>\r\nTo: rua@receiver.example\r\n"
        f"Subject: Report Domain: {domain} Submitter: {receiver} Report-ID: <{name}>\r\n"
        f"Date: Tue, 6 Jan 2026 04:00:00 +0000\r\nMessage-ID: <{name}@{receiver}>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="=_part_2718281828"\r\n\r\n'
        "--=_part_2718281828\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        f"This is an aggregate report for {domain}.\r\n\r\n"
        f'--=_part_2718281828\r\nContent-Type: {media}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'
    )
    body = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return head.encode() + body + b"\r\n--=_part_2718281828--\r\n"
