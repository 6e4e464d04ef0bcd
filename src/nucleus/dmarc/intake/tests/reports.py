"""Small aggregate reports for the tests, of the shape of RFC 7489 appendix C."""

from __future__ import annotations

import datetime as dt
import gzip

ROW = """<record><row><source_ip>{ip}</source_ip><count>{count}</count>
<policy_evaluated><disposition>{disposition}</disposition><dkim>{dkim}</dkim><spf>{spf}</spf></policy_evaluated></row><identifiers><header_from>{header_from}</header_from></identifiers>
<auth_results><dkim><domain>{header_from}</domain><selector>s1</selector><result>{dkim}</result></dkim>
<spf><domain>{header_from}</domain><result>{spf}</result></spf></auth_results></record>"""


def row(ip="192.0.2.1", count=1, *, dkim="pass", spf="pass", disposition="none", header_from=""):
    return {"ip": ip, "count": count, "dkim": dkim, "spf": spf, "disposition": disposition, "header_from": header_from}


def report(domain, rows, *, report_id="r1", org="reporter.example", day=dt.date(2026, 11, 20), packed=False):
    p = "none"
    begin = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    body = "".join(ROW.format(**{**r, "header_from": r["header_from"] or domain}) for r in rows)
    text = f"""<?xml version="1.0"?><feedback><report_metadata><org_name>{org}</org_name><email>noreply@{org}</email>
<report_id>{report_id}</report_id>
<date_range><begin>{begin}</begin><end>{begin + 86399}</end></date_range></report_metadata>
<policy_published><domain>{domain}</domain><adkim>r</adkim><aspf>r</aspf>
<p>{p}</p><sp>{p}</sp><pct>100</pct></policy_published>
{body}</feedback>""".encode()
    name = f"{org}!{domain}!{begin}!{begin + 86399}!{report_id}.xml"
    return (f"{name}.gz", gzip.compress(text, mtime=0)) if packed else (name, text)
