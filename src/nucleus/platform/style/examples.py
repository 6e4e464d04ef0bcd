"""Invented figures, names and states for the style page. Nothing here is anybody's data."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from nucleus.platform.charts import Chart, LegendEntry, Series, bar, spark
from nucleus.platform.ui.fields import Choice, Field
from nucleus.platform.ui.parts import (
    Act,
    Chip,
    Delta,
    Happening,
    Kpi,
    Pager,
    Period,
    Prop,
    Step,
    Tab,
    Tag,
    Todo,
)

HERE = "#main"

COUNTRIES = {"NL": 84120, "DE": 12402, "BE": 9118, "GB": 6440, "US": 5904, "FR": 1210, "IN": 322, "BR": 702, "CA": 95}

DAYS = [f"{day} Oct" for day in range(23, 32)] + [f"{day} Nov" for day in range(1, 22)]


def _wave(base: int, weekend: float = 0.35) -> list[int]:
    """Volume with quiet weekends and a slow rise."""
    return [
        round(base * (1 + index / 90) * (weekend if index % 7 in {1, 2} else 1) * (1 + (index * 7 % 5) / 40))
        for index in range(30)
    ]


FAILED = [60] * 26 + [340, 380, 360, 120]

RESULTS = Chart(
    "stacked",
    "results",
    "Results per day",
    "Thirty days of messages. Failures rose from about 1 percent to 7 percent on 18 November.",
    DAYS,
    [
        Series("SPF and DKIM", "d1", _wave(4300)),
        Series("DKIM only", "d2", _wave(330)),
        Series("SPF only", "d3", _wave(260)),
        Series("Failed", "d4", FAILED),
    ],
    tall=True,
)

MONTHS = ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]

REVENUE = Chart(
    "line",
    "revenue",
    "Recurring revenue",
    "Revenue grew from 31 to 47 thousand euro within a year.",
    MONTHS,
    [
        Series("2026", "brand", [31000, 33000, 34000, 36000, 37000, 39000, 38000, 41000, 44000, 44000, 46000, 47200]),
        Series(
            "2025",
            "d6",
            [24000, 25000, 26000, 26000, 26000, 28000, 29000, 30000, 30000, 32000, 32000, 34000],
            dashed=True,
        ),
    ],
    ticks=MONTHS,
)

KPIS = [
    Kpi(
        "Messages in 30 days",
        "125,242",
        delta=Delta("+4.2%", "up", "good"),
        note="on the month before",
        spark=spark(_wave(4300)),
    ),
    Kpi(
        "DMARC pass",
        "95.9%",
        delta=Delta("\N{MINUS SIGN}0.8%", "down", "poor"),
        note="on the month before",
        spark=spark([98, 98.4, 98.2, 98, 97.6, 95.9], "bad"),
    ),
    Kpi(
        "Failing sources",
        "1",
        delta=Delta("\N{MINUS SIGN}5", "down", "good"),
        note="this week",
        spark=spark([6, 6, 5, 4, 2, 1], "ok"),
        url=HERE,
    ),
    Kpi(
        "Domains at enforcement",
        "71",
        unit="/ 96",
        delta=Delta("0", "flat", "flat"),
        note="this quarter",
        spark=spark([48, 52, 60, 66, 71, 71]),
    ),
]

TAGS = [
    Tag("Default"),
    Tag("Open", "info", shape="dot"),
    Tag("Authorised", "ok", shape="dot"),
    Tag("SPF not aligned", "warn", shape="dot"),
    Tag("Failing", "bad", shape="dot"),
    Tag("Step 2 of 5", "brand"),
    Tag("p=none", "warn", "shield"),
    Tag("SPF valid", "ok", "check"),
    Tag("Urgent", "bad", shape="sq"),
]


SOURCES = [
    ("Microsoft 365", "outlook.example · 40.107.0.0/16", Tag("Authorised", "ok"), "98,412", 100, 100, "99.8%"),
    ("Mailwave newsletters", "mta-out.mailwave.example", Tag("SPF not aligned", "warn"), "7,106", 0, 100, "98.9%"),
    ("Warehouse scanner", "185.12.44.9 · HL-SCAN-02", Tag("DKIM missing", "warn"), "6,230", 100, 0, "97.6%"),
    ("Unknown host", "203.0.113.77 · no reverse name", Tag("Failing", "bad"), "1,208", 0, 0, "0%"),
]

POLICIES = (
    Choice("none", "Monitor", "Nothing is refused; you only watch."),
    Choice("quarantine", "Quarantine", "What fails goes to the spam folder."),
    Choice("reject", "Reject", "What fails is refused."),
)
LANGUAGES = (Choice("en", "English"), Choice("nl", "Nederlands"))

FIELDS = [
    Field(
        "text",
        "name",
        "Domain name",
        "harbour-logistics.example",
        "As it stands behind the @ of an address.",
        required=True,
    ),
    Field("text", "contact", "Contact", "", type="email", autocomplete="off", placeholder="name@firm.example"),
    Field("text", "broken", "Portal address", "portal harbour", errors=("A host name has no blanks.",), required=True),
    Field("text", "fixed", "Organization", "Harbour Logistics", "Set by your partner.", required=True, disabled=True),
    Field("select", "language", "Language", "nl", choices=LANGUAGES, required=True),
    Field("number", "days", "Keep reports for", "730", required=True, unit="days", minimum="30", maximum="3650"),
    Field("date", "since", "Watched since", "2026-09-03"),
    Field("textarea", "note", "Note", "Ask Mila before changing the record.", rows=3),
    Field("checkbox", "tell", "Tell me about new failing sources", "true", "By mail, at most once a day."),
    Field("switch", "live", "Take reports by mail", "true", "Switched off, reports wait in the mailbox."),
    Field(
        "radio_cards",
        "policy",
        "Policy",
        "quarantine",
        "What receivers do with mail that fails.",
        choices=POLICIES,
        span=True,
    ),
    Field(
        "code_box",
        "record",
        "Record",
        "v=DMARC1; p=none; rua=mailto:reports@harbour-logistics.example",
        rows=2,
        span=True,
    ),
    Field(
        "file_drop",
        "reports",
        "Report files",
        help="XML, gz, zip or mail; at most 20 MB each.",
        required=True,
        multiple=True,
        span=True,
    ),
    Field("file_drop", "logo", "Logo", errors=("That is a JPEG; please send PNG or SVG.",), required=True, span=True),
]

FILTERS = [
    Field("select", "tongue", "Language", "nl", choices=LANGUAGES, required=True),
    Field("date", "from", "From", "2026-09-03", required=True),
]

HAPPENINGS = [
    Happening("Sanne Bakker", "raised the policy to quarantine", "4 min ago", "2026-11-21T08:56:00Z", "brand"),
    Happening("", "612 reports were read", "1 h ago", tone="ok"),
    Happening("", "EDI order 88121 was taken with 1 warning", "2 h ago", tone="warn", url=HERE),
    Happening("Lumen Dental", "added the domain lumen-dental.example", "yesterday"),
]

STEPS = [
    Step("Monitor", "p=none since 3 Sep", "done"),
    Step("Fix sources", "2 of 4 aligned", "now"),
    Step("Test quarantine", "p=quarantine; t=y"),
    Step("Quarantine", "14 days clean"),
    Step("Reject", "full protection"),
]

TODOS = [
    Todo("Upload your logo and colours", "done"),
    Todo("Add your first domain", "open", HERE, "Reports then count for it."),
    Todo("Mailwave: set a return path of your own", "warn", HERE, "7,106 messages pass on DKIM only"),
    Todo("The mailbox refuses our password", "bad", HERE),
]

PROPS = [
    Prop("Owner", "Sanne Bakker"),
    Prop("Domain", "harbour-logistics.example", HERE),
    Prop("State", tag=Tag("Requested", "warn", shape="dot")),
    Prop("Record", "v=DMARC1; p=none; rua=mailto:a-rather-long-address@reports.harbour-logistics.example"),
]

LEGEND = [
    LegendEntry("Endpoint Protect", "d1", "€ 17.9k", "38%"),
    LegendEntry("Mail Archive", "d2", "€ 11.3k", "24%"),
    LegendEntry("Backup", "d3", "€ 9.9k", "21%"),
    LegendEntry("DMARC Managed", "d5", "€ 8.0k", "17%"),
]


def everything(path: str) -> dict[str, Any]:
    """The context of the style page."""
    return {
        "acts": [Act(_("Export"), HERE, "download"), Act(_("Register domain"), HERE, "plus", "pri")],
        "tags": TAGS,
        "kpis": KPIS,
        "results": RESULTS,
        "revenue": REVENUE,
        "legend": LEGEND,
        "fields": FIELDS,
        "mix": bar(
            [("d1", 38), ("d2", 24), ("d3", 21), ("d5", 17)],
            "Endpoint Protect 38%, Mail Archive 24%, Backup 21%, DMARC Managed 17%",
        ),
        "periods": [Period(_("7 days"), HERE), Period(_("30 days"), HERE, active=True), Period(_("90 days"), HERE)],
        "tabs": [
            Tab("Overview", HERE, active=True),
            Tab("Sources", HERE, "6"),
            Tab("Records", HERE),
            Tab("Reporters", HERE, "14"),
            Tab("Countries", HERE),
        ],
        "chips": [Chip("Status: open, waiting", HERE), Chip("Owner: me", HERE), Chip("Filter", HERE, on=False)],
        "filters": FILTERS,
        "pager": Pager("51 to 100 of 312", HERE, HERE),
        "bulk": [Act("Assign", HERE), Act("Export", HERE, "download"), Act("Close", HERE, kind="danger")],
        "sources": [
            dict(
                zip(("name", "detail", "tag", "messages", "spf", "dkim", "passed"), row, strict=True),
                url=HERE,
                spf_bar=_aligned("SPF", row[4]),
                dkim_bar=_aligned("DKIM", row[5]),
            )
            for row in SOURCES
        ],
        "happenings": HAPPENINGS,
        "steps": STEPS,
        "todos": TODOS,
        "props": PROPS,
        "skipped": ["photo.jpg: not a report", "old.zip: empty"],
        "alert_acts": [Act("Mark as ours", HERE), Act("Report abuse", HERE, kind="danger")],
        "first_acts": [Act("Add domain", HERE, kind="pri"), Act("Import CSV", HERE, kind="ghost")],
        "clear_acts": [Act("Clear filters", HERE)],
        "dialog_acts": [Act("Open a dialog", dialog="d-example"), Act("Open a drawer", dialog="d-drawer")],
        "countries": [
            ("Netherlands", "84,120", bar([("d1", 66)], "66%")),
            ("Germany", "12,402", bar([("d1", 10)], "10%")),
            ("Brazil", "702", bar([("d4", 1)], "1%")),
        ],
        "map_url": f"{path}?part=map",
        "consequences": ["All 1,204 reports of this domain are deleted.", "Its addresses stop taking reports."],
        "swatches": ["d1", "d2", "d3", "d4", "d5", "d6", "brand", "ok", "warn", "bad", "info"],
        "btn_kinds": [
            Act("Ordinary", HERE),
            Act("Primary", HERE, "plus", "pri"),
            Act("Quiet", HERE, kind="ghost"),
            Act("Dangerous", HERE, "trash-2", "danger"),
        ],
    }


def _aligned(name: str, share: int) -> str:
    return bar([("ok", share), ("bad", 100 - share)], f"{name} aligned {share}%")
