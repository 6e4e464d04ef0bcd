"""Every aggregate and wrapping variant known from the wild, with what the reader must make of it.

Each line: name, bytes, status, rows, messages, and the code that must stand in the ledger or as the reason.
The sound report behind them has two rows and seven messages.
"""

import bz2
import gzip
import lzma
from typing import NamedTuple

from nucleus.dmarc.parsing.tests.building import (
    BEGIN,
    END,
    FIRST,
    HEAD,
    NAME,
    NEW_REPORT,
    REPORT,
    SECOND,
    attachment,
    mail,
    packed,
    report,
    tarred,
    text_part,
    zipped,
)

ROW = "<source_ip>192.0.2.7</source_ip>"
AUTH = FIRST[FIRST.index("    <auth_results>") : FIRST.index("  </record>")]
IDENTIFIERS = "<identifiers><header_from>customer.example</header_from></identifiers>"
PUBLISHED = HEAD[HEAD.index("  <policy_published>") :]
ORG = "<org_name>Receiver Example</org_name>"
EMAIL = "<email>reports@receiver.example</email>"
DATES = f"<begin>{BEGIN}</begin><end>{END}</end>"
EVALUATED = "<disposition>none</disposition><dkim>pass</dkim><spf>fail</spf>"
RESULT = "<result>softfail</result>"
DKIM = "<dkim><domain>customer.example</domain><selector>s1</selector><result>pass</result></dkim>"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
ACCENT = (ORG, "<org_name>Récepteur</org_name>")
LATIN = (DECLARATION, '<?xml version="1.0" encoding="windows-1252"?>\n')
REASON = "<spf>fail</spf><reason><type></type><comment></comment></reason>"


class Variant(NamedTuple):
    name: str
    data: bytes
    status: str
    rows: int = 2
    messages: int = 7
    code: str = ""
    file: str = "report.xml"


def ok(name: str, data: bytes, file: str = "report.xml") -> Variant:
    return Variant(name, data, "ok", file=file)


def mended(name: str, data: bytes, code: str, file: str = "report.xml") -> Variant:
    return Variant(name, data, "repaired", code=code, file=file)


def refused(name: str, data: bytes, code: str, file: str = "report.xml") -> Variant:
    return Variant(name, data, "quarantined", 0, 0, code, file)


def once(text: str, old: str, new: str) -> bytes:
    assert old in text
    return text.replace(old, new, 1).encode()


BYTES = [
    ok("UTF-8 byte order mark", b"\xef\xbb\xbf" + report()),
    ok("UTF-16 little endian", report().decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    ok("UTF-16 big endian", b"\xfe\xff" + report().decode().replace("UTF-8", "UTF-16").encode("utf-16-be")),
    mended("UTF-16 without mark or declaration", report((DECLARATION, "")).decode().encode("utf-16-le"), "encoding"),
    ok("windows-1252 declared", report(LATIN, ACCENT).decode().encode("cp1252")),
    mended("windows-1252 bytes under a UTF-8 declaration", report(ACCENT).decode().encode("cp1252"), "encoding"),
    mended("a 0x91 byte", once(REPORT, "Receiver", "\u2018Receiver").decode().encode("cp1252"), "encoding"),
    ok("leading blank lines", b"\n\n  \n" + report()),
    mended("control characters", once(REPORT, "Receiver", "Rec\x01eiver"), "control_characters"),
    ok("XML version 1.1", report(('version="1.0"', 'version="1.1"'))),
    ok("broken XML header", report((DECLARATION, '<?xml version=1.0 encoding="UTF-8"?>'))),
    ok("no XML header", report((DECLARATION, ""))),
    ok("header and root on one line", report((DECLARATION, DECLARATION.strip()))),
]
DAMAGE = [
    mended(
        "xs:schema around the report",
        report((DECLARATION, DECLARATION + '<xs:schema xmlns:xs="urn:x">')),
        "leading_text",
    ),
    mended("bare ampersand", report((ORG, "<org_name>Smith & Sons</org_name>")), "escaping"),
    mended("address in angle brackets as email", report((EMAIL, "<email><a@b.example></email>")), "escaping"),
    mended("end tag without its begin", report(("r-1</report_id>", "r-1/report_id>")), "end_tag_missing"),
    mended("leaf closed by another name", report(("Example</org_name>", "Example</email>")), "wrong_end_tag"),
    mended("text after the end", report() + b"-- \r\nsent by a robot", "trailing_text"),
    ok("NUL bytes after the end", report() + b"\0" * 20),
    refused("cut in a row", report()[: -len(SECOND) // 2], "report_cut"),
    refused("cut after a row", REPORT.removesuffix("</feedback>\n").encode(), "report_cut"),
    refused("row end missing", once(REPORT, "  </record>\n", ""), "xml_damaged"),
    refused("body unused", b"unused", "not_a_report"),
    refused("empty file", b"", "empty"),
    refused("blank file", b" \r\n ", "empty"),
    refused("document type", report((DECLARATION, DECLARATION + '<!DOCTYPE feedback [<!ENTITY a "b">]>')), "doctype"),
    refused("document type in UTF-16", once(REPORT, DECLARATION, "<!DOCTYPE f>").decode().encode("utf-16"), "doctype"),
]
NAMESPACES = [
    ok("no namespace", report()),
    ok("namespace without colon", report(("<feedback>", '<feedback xmlns="http//dmarc.org/dmarc-xml/0.1">'))),
    ok("RFC 9990", NEW_REPORT.encode()),
    ok("xsd and xsi noise", report(("<feedback>", '<feedback xmlns:xsi="urn:i" xmlns:xsd="urn:d" xsi:x="y">'))),
    ok("undeclared xsi prefix", report(("<feedback>", '<feedback xsi:schemaLocation="a b">'))),
    ok(
        "prefixed elements",
        REPORT.replace("</", "\0")
        .replace("<", "<d:")
        .replace("\0", "</d:")
        .replace("<d:?", "<?")
        .replace("<d:feedback>", '<d:feedback xmlns:d="urn:ietf:params:xml:ns:dmarc-2.0">')
        .encode(),
    ),
    ok("extension elements", report(("  </record>", '  <x:more xmlns:x="urn:x"><x:row/></x:more></record>'))),
    ok("language attributes", report(("<org_name>", '<org_name lang="en">'))),
    ok("comments and CDATA", report((ORG, "<!-- <record> --><org_name><![CDATA[A & B]]></org_name>"))),
]
METADATA = [
    mended("org_name empty", report((ORG, "<org_name></org_name>")), "org_name_missing"),
    mended("org_name missing", report((ORG, "")), "org_name_missing"),
    mended("org_name and email missing", report((ORG, ""), (EMAIL, "")), "org_name_missing"),
    ok("email missing", report((EMAIL, ""))),
    ok("email with children", report((EMAIL, "<email><address>a@b.example</address></email>"))),
    mended("bare brackets in report_id", report(("r-1", "<1@receiver.example>")), "escaping"),
    ok("escaped brackets in report_id", report(("r-1", "&lt;1@receiver.example&gt;"))),
    mended("report_id missing", report(("<report_id>r-1</report_id>", "")), "report_id_missing"),
    ok("several errors", report(("</report_metadata>", "<error>one</error><error>two</error></report_metadata>"))),
    ok("policy repeated alike", report((PUBLISHED, PUBLISHED + PUBLISHED))),
    mended(
        "policy repeated differently",
        report((PUBLISHED, PUBLISHED + PUBLISHED.replace("reject", "none"))),
        "policy_published_repeated",
    ),
    ok("version 0.1", report(("<feedback>", "<feedback><version>0.1</version>"))),
    mended(
        "identities of the old draft",
        report((IDENTIFIERS, IDENTIFIERS.replace("identifiers", "identities"))),
        "identities",
    ),
]
DATES_VARIANTS = [
    mended("fraction of a second", report((f"{BEGIN}<", f"{BEGIN}.25<")), "date_format"),
    mended("milliseconds", report((f"{BEGIN}<", f"{BEGIN}000<"), (f"{END}<", f"{END}000<")), "date_milliseconds"),
    mended(
        "ISO text", report((DATES, "<begin>2026-01-05T00:00:00Z</begin><end>2026-01-05 23:59:59</end>")), "date_text"
    ),
    refused("dates empty", report((DATES, "<begin></begin><end></end>")), "date_missing"),
    mended("dates empty, name says them", report((DATES, "<begin/><end/>")), "date_from_file_name", NAME),
    mended("end missing", report((f"<end>{END}</end>", "")), "date_end_missing"),
    refused("dates unreadable", report((f"{BEGIN}<", "yesterday<")), "date_unclear"),
    mended("begin after end", report((DATES, f"<begin>{END}</begin><end>{BEGIN}</end>")), "date_order"),
    ok("three weeks", report((f"{END}<", f"{END + 20 * 86_400}<"))),
    ok("one hour", report((f"{END}<", f"{BEGIN + 3_600}<"))),
]
POLICY = [
    mended("p missing", report(("<p>reject</p>", "")), "policy_p_missing"),
    mended("p empty", report(("<p>reject</p>", "<p></p>")), "policy_p_missing"),
    ok("sp empty", report(("<sp>none</sp>", "<sp/>"))),
    ok("fo of several", report(("<pct>", "<fo>0:1:d:s</fo><pct>"))),
    mended(
        "upper-case words",
        report(("<dkim>pass</dkim><spf>fail</spf>", "<dkim>PASS</dkim><spf>Fail</spf>")),
        "word_case",
    ),
    ok("disposition pass", report(("<disposition>none<", "<disposition>pass<"))),
    ok("t and psd instead of testing", report(("<pct>100</pct>", "<t>y</t><psd>u</psd>"))),
    mended("policy missing, name says the domain", report((PUBLISHED, "")), "policy_missing", NAME),
]
ROWS = [
    Variant("no row", f"{HEAD}</feedback>".encode(), "repaired", 0, 0, "no_records"),
    Variant("one row", f"{HEAD}{FIRST}</feedback>".encode(), "ok", 1, 3),
    mended("source_ip empty", report((ROW, "<source_ip></source_ip>")), "source_ip_missing"),
    mended("source_ip missing", report((ROW, "")), "source_ip_missing"),
    mended("source_ip a host name", report((ROW, "<source_ip>mail.example</source_ip>")), "source_ip_unknown"),
    mended("source_ip in brackets", report((ROW, "<source_ip>[192.0.2.7]</source_ip>")), "source_ip_format"),
    mended("source_ip with blanks", report((ROW, "<source_ip> 192.0.2.7\n</source_ip>")), "source_ip_format"),
    mended("count 3.0", report(("<count>3<", "<count>3.0<")), "count_format"),
    refused("count missing", report(("<count>3</count>", "")), "count_unclear"),
    refused("count a word", report(("<count>3<", "<count>many<")), "count_unclear"),
    refused("count negative", report(("<count>3<", "<count>-3<")), "count_unclear"),
    mended("auth_results missing", report((AUTH, "")), "auth_results_missing"),
    ok("auth_results empty", report((AUTH, "<auth_results/>"))),
    mended("spf without domain", report(("<domain>bounce.example</domain>", "")), "auth_domain_missing"),
    mended("dkim not in policy_evaluated", report(("<dkim>pass</dkim><spf>", "<spf>")), "dkim_missing"),
    refused(
        "dkim left open",
        report(("<dkim>pass</dkim><spf>", "<spf>"), (DKIM, DKIM.replace("customer", "other"))),
        "outcome_unclear",
    ),
    mended(
        "dkim domain not.evaluated",
        report((DKIM, DKIM.replace("customer.example", "not.evaluated"))),
        "dkim_not_evaluated",
    ),
    mended("result hardfail", report((RESULT, "<result>hardfail</result>")), "result_word"),
    mended("result unknown", report((RESULT, "<result>unknown</result>")), "result_word"),
    mended("result error", report((RESULT, "<result>error</result>")), "result_word"),
    mended("result of no standard", report((RESULT, "<result>perhaps</result>")), "result_unknown"),
    mended("empty override reason", report(("<spf>fail</spf>", REASON)), "reason_empty"),
    mended(
        "override reason without type",
        report(("<spf>fail</spf>", REASON.replace("></c", ">arc</c"))),
        "reason_type_missing",
    ),
    mended("header_from missing", report((IDENTIFIERS, "<identifiers/>")), "header_from_missing"),
    mended("disposition empty", report(("<disposition>none<", "<disposition><")), "disposition_missing"),
    refused("disposition unknown", report(("<disposition>none<", "<disposition>eaten<")), "disposition_unclear"),
    ok("null sender", report(("<identifiers>", "<identifiers><envelope_from></envelope_from>"))),
]
GZ, ZIP = packed(), zipped(("report.xml", report()))
OTHER = report(("r-1", "r-2"))
WRAPPING = [
    ok("octet-stream", mail(text_part(), attachment(GZ, "application/octet-stream", "a.bin"))),
    ok("x-gzip", mail(attachment(GZ, "application/x-gzip", "a.gz"))),
    ok("x-zip", mail(attachment(ZIP, "application/x-zip", "a.zip"))),
    ok("zip as text/plain", mail(attachment(ZIP, "text/plain", "a.zip"))),
    ok("XML as running text", mail(text_part(REPORT))),
    ok("multipart/alternative", mail(text_part(), attachment(GZ, "application/gzip"), media="multipart/alternative")),
    ok("split name", mail(attachment(GZ, 'application/octet-stream;\r\n name*0="receiver!"; name*1="a.xml.gz"'))),
    ok("uncompressed attachment", mail(attachment(report(), "text/xml", "a.xml", "8bit"))),
    ok("quoted-printable", mail(attachment(report().replace(b"=", b"=3D"), "text/xml", "a.xml", "quoted-printable"))),
    ok(
        "forwarded mail",
        mail(text_part(), b"Content-Type: message/rfc822\r\n\r\n" + mail(attachment(GZ, "application/gzip", "a.gz"))),
    ),
    ok(
        "mail without multipart",
        b"From: a@b.example\r\nMIME-Version: 1.0\r\n" + attachment(GZ, "application/gzip", "a.gz"),
    ),
    ok("zip with folder", zipped(("reports/", b""), ("reports/a.xml", report()))),
    ok("zip with __MACOSX first", zipped(("__MACOSX/._a.xml", b"\0\5\x16\7"), ("a.xml", report()))),
    Variant("zip of two reports", zipped(("a.xml", report()), ("b.xml", OTHER)), "ok", 4, 14),
    Variant(
        "two attachments", mail(attachment(GZ, "a/b", "a.gz"), attachment(packed(OTHER), "a/b", "b.gz")), "ok", 4, 14
    ),
    ok("zip with a note beside", zipped(("a.xml", report()), ("read me.txt", b"hello"))),
    ok("gz in gz", packed(GZ)),
    ok("gz in zip", zipped(("a.xml.gz", GZ))),
    ok("zip in gz", packed(ZIP)),
    ok("zip in zip", zipped(("a.zip", ZIP))),
    mended("gzip with trailing bytes", GZ + b"\r\n", "gzip_trailing_bytes"),
    ok("gzip padded with zeros", GZ + b"\0" * 100),
    ok("gzip of two members", packed(report()[:500]) + packed(report()[500:])),
    mended("gzip without its trailer", GZ[:-8], "gzip_cut"),
    refused("gzip cut in the middle", GZ[: len(GZ) // 2], "report_cut", NAME + ".gz"),
    refused("gzip with a wrong checksum", GZ[:-8] + b"\1\2\3\4" + GZ[-4:], "archive_damaged"),
    ok("tar", tarred(("a.xml", report()))),
    ok("tar.gz", packed(tarred(("folder/a.xml", report())))),
    ok("tar with a long name", tarred(("f" * 150 + "/a.xml", report()))),
    ok("bzip2", bz2.compress(report())),
    ok("xz", lzma.compress(report())),
    ok("stored zip", zipped(("a.xml", report()), method=0)),
    mended("span marker before the zip", b"PK\x07\x08" + ZIP, "zip_leading_bytes"),
    ok("gz of non-ASCII text", packed(report(ACCENT))),
    ok("zip of non-ASCII text", zipped(("bé.xml", report(ACCENT)))),
    refused("cut zip", ZIP[:-30], "archive_cut"),
    refused("zip of nothing", zipped(), "archive_empty"),
    refused("a JPEG picture", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200), "not_a_report"),
    refused(
        "a JPEG picture in a mail", mail(attachment(b"\xff\xd8\xff\xe0\x00", "image/jpeg", "a.jpg")), "not_a_report"
    ),
    refused("a mail without report", mail(text_part()), "not_a_report"),
    refused("7-Zip", b"7z\xbc\xaf\x27\x1c" + bytes(50), "archive_unknown"),
    refused("Outlook file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "outlook"),
    refused("another XML", b"<html><body>Not found</body></html>", "not_a_report"),
    refused("empty gzip", gzip.compress(b""), "empty"),
    Variant(
        "mbox",
        b"".join(
            b"From a@b Tue Jan  6 04:00:00 2026\r\n" + m + b"\r\n\r\n"
            for m in (mail(attachment(GZ, "a/b", "a.gz")), mail(attachment(packed(OTHER), "a/b", "b.gz")))
        ),
        "ok",
        4,
        14,
    ),
    Variant(
        "one bad member beside a good one",
        zipped(("a.xml", report()), ("b.xml", report()[:900])),
        "quarantined",
        2,
        7,
        "report_cut",
    ),
]
VARIANTS = [*BYTES, *DAMAGE, *NAMESPACES, *METADATA, *DATES_VARIANTS, *POLICY, *ROWS, *WRAPPING]
