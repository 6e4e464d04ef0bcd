"""Builds reports, archives and mails for the tests, each variation by replacing one piece of a sound report."""

import base64
import gzip
import io
import tarfile
import zipfile
from pathlib import Path

DATA = Path(__file__).parent / "data"
BEGIN, END = 1_767_571_200, 1_767_657_599
NAME = f"receiver.example!customer.example!{BEGIN}!{END}.xml"

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <report_metadata>
    <org_name>Receiver Example</org_name>
    <email>reports@receiver.example</email>
    <report_id>r-1</report_id>
    <date_range><begin>{BEGIN}</begin><end>{END}</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>customer.example</domain>
    <adkim>r</adkim><aspf>r</aspf><p>reject</p><sp>none</sp><pct>100</pct>
  </policy_published>
"""
FIRST = """  <record>
    <row>
      <source_ip>192.0.2.7</source_ip><count>3</count>
      <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>
    </row>
    <identifiers><header_from>customer.example</header_from></identifiers>
    <auth_results>
      <dkim><domain>customer.example</domain><selector>s1</selector><result>pass</result></dkim>
      <spf><domain>bounce.example</domain><scope>mfrom</scope><result>softfail</result></spf>
    </auth_results>
  </record>
"""
SECOND = FIRST.replace("192.0.2.7", "2001:db8::7").replace("<count>3<", "<count>4<")
REPORT = f"{HEAD}{FIRST}{SECOND}</feedback>\n"
NEW_REPORT = (
    REPORT.replace("<feedback>", '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">')
    .replace("<pct>100</pct>", "<np>reject</np><testing>y</testing><discovery_method>treewalk</discovery_method>")
    .replace("<disposition>none<", "<disposition>pass<")
)


def report(*changes: tuple[str, str]) -> bytes:
    """The sound report of two rows and seven messages with pieces replaced; a piece that is not there fails."""
    text = REPORT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def mail(*parts: bytes, media: str = "multipart/mixed") -> bytes:
    head = (
        b"Return-Path: <reports@receiver.example>\r\nReceived: from a by b; Tue, 6 Jan 2026 04:00:00 +0000\r\n"
        b"From: reports@receiver.example\r\nTo: rua@customer.example\r\nSubject: Report Domain: customer.example\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: " + media.encode() + b'; boundary="frontier"\r\n\r\n'
    )
    return head + b"".join(b"--frontier\r\n" + part + b"\r\n" for part in parts) + b"--frontier--\r\n"


def attachment(content: bytes, media: str, name: str = "", encoding: str = "base64") -> bytes:
    head = f"Content-Type: {media}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    head += f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    body = base64.encodebytes(content).replace(b"\n", b"\r\n") if encoding == "base64" else content
    return head.encode() + b"\r\n" + body


def text_part(text: str = "This is a report.", media: str = "text/plain") -> bytes:
    return f"Content-Type: {media}; charset=utf-8\r\n\r\n{text}\r\n".encode()


def packed(content: bytes | None = None) -> bytes:
    return gzip.compress(content if content is not None else report(), mtime=0)


def samples(archive: str) -> dict[str, bytes]:
    """The files of one archive of sample data by name."""
    with zipfile.ZipFile(DATA / archive) as source:
        return {name: source.read(name) for name in source.namelist() if name != "CREDIT.txt"}
