"""Who writes aggregate reports in the demo: eight receivers with the habits of well-known ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reporter:
    """A receiver that reports. `last_second` is the length of its period in seconds as it writes it.

    `generation` is the standard it follows (RFC 7489 or RFC 9990), `wrapping` is zip, gzip, xml or mail, `host` the
    receiver part of its file names, `mailboxes` the recipient domains that it names in rows, where it names any.
    """

    key: str
    org: str
    email: str
    host: str
    wrapping: str
    contact: str = ""
    generation: str = "7489"
    last_second: int = 86399
    mailboxes: tuple[str, ...] = ()
    names_envelope: bool = False
    layout: str = "indented"


REPORTERS = {
    r.key: r
    for r in (
        Reporter(
            "google",
            "google.com",
            "noreply-dmarc-support@google.com",
            "google.com",
            "zip",
            "https://support.google.com/a/answer/2466580",
        ),
        Reporter(
            "outlook",
            "Outlook.com",
            "dmarcreport@microsoft.com",
            "protection.outlook.com",
            "gzip",
            last_second=86400,
            mailboxes=("hotmail.com", "outlook.com", "live.nl", "hotmail.co.uk"),
            names_envelope=True,
        ),
        Reporter(
            "enterprise",
            "Enterprise Outlook",
            "dmarcreport@microsoft.com",
            "enterprise.protection.outlook.com",
            "gzip",
            last_second=86400,
            mailboxes=("veluwebank.example", "gemeente-eemdal.example", "kantoorplein.example"),
            names_envelope=True,
        ),
        Reporter("yahoo", "Yahoo", "dmarchelp@yahooinc.com", "yahoo.com", "mail", "https://postmaster.yahooinc.com"),
        Reporter(
            "gmx",
            "GMX",
            "noreply-dmarc@sicher.gmx.net",
            "gmx.net",
            "gzip",
            "https://postmaster.gmx.net/en/case?c=r2002",
            "9990",
            names_envelope=True,
        ),
        Reporter(
            "webde",
            "WEB.DE",
            "noreply-dmarc@sicher.web.de",
            "web.de",
            "gzip",
            "https://postmaster.web.de/en/case?c=r2002",
            "9990",
            names_envelope=True,
        ),
        Reporter("comcast", "comcast.net", "dmarc-reports@alerts.comcast.net", "comcast.net", "xml"),
        Reporter(
            "mimecast",
            "Mimecast",
            "no-reply@eu-1.mimecastreport.com",
            "mimecast.org",
            "mail",
            names_envelope=True,
            mailboxes=("harcourt-partners.example", "northern-audit.example"),
        ),
        Reporter(
            "mailru",
            "Mail.Ru",
            "dmarc_support@corp.mail.ru",
            "mail.ru",
            "gzip",
            "http://help.mail.ru/mail-help",
            last_second=86400,
            layout="one line",
        ),
    )
}

# Which part of a domain's mail goes to which receiver, by the country of its owner.
SHARES = {
    "NL": {
        "google": 0.42,
        "outlook": 0.24,
        "enterprise": 0.16,
        "yahoo": 0.05,
        "gmx": 0.04,
        "comcast": 0.03,
        "mimecast": 0.04,
        "mailru": 0.02,
    },
    "BE": {
        "google": 0.44,
        "outlook": 0.25,
        "enterprise": 0.14,
        "yahoo": 0.05,
        "gmx": 0.05,
        "comcast": 0.03,
        "mimecast": 0.03,
        "mailru": 0.01,
    },
    "DE": {
        "google": 0.28,
        "gmx": 0.22,
        "webde": 0.18,
        "outlook": 0.14,
        "enterprise": 0.10,
        "yahoo": 0.04,
        "mimecast": 0.02,
        "mailru": 0.02,
    },
    "GB": {
        "google": 0.38,
        "outlook": 0.24,
        "mimecast": 0.14,
        "enterprise": 0.12,
        "yahoo": 0.06,
        "comcast": 0.04,
        "gmx": 0.02,
    },
}
