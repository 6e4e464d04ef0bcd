"""What else lies in a real mailbox: a report that nobody can place in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from nucleus.demo.cast import MAIN
from nucleus.kernel.actor import Tier

DAYS_AGO = (2, 9)  # when the small receiver below wrote
DOMAIN = "hooglandnotarissen.example"


def oddities_for(day: dt.date, anchor: dt.date) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Mailbox (slug of its organization) and file, for the days that have one."""
    if (anchor - day).days in DAYS_AGO:
        yield MAIN[Tier.PARTNER], (f"post.kleinmeer.example!{DOMAIN}!{day:%Y%m%d}.xml", _dated_in_words(day))


def _dated_in_words(day: dt.date) -> bytes:
    """A small receiver writes its period in words; guessing would put the numbers on a wrong day."""
    return (
        "<feedback>\n  <report_metadata>\n    <org_name>post.kleinmeer.example</org_name>\n"
        f"    <email>postmaster@post.kleinmeer.example</email>\n    <report_id>{day:%Y%m%d}-1</report_id>\n"
        "    <date_range><begin>yesterday morning</begin><end>yesterday evening</end></date_range>\n"
        f"  </report_metadata>\n  <policy_published><domain>{DOMAIN}</domain><p>none</p></policy_published>\n"
        "  <record>\n    <row><source_ip>40.107.20.72</source_ip><count>3</count>\n"
        "      <policy_evaluated>"
        "<disposition>none</disposition><dkim>pass</dkim><spf>pass</spf></policy_evaluated></row>\n"
        f"    <identifiers><header_from>{DOMAIN}</header_from></identifiers>\n"
        f"    <auth_results><spf><domain>{DOMAIN}</domain><result>pass</result></spf></auth_results>\n"
        "  </record>\n</feedback>\n"
    ).encode()
