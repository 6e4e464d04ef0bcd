"""What is found of this room: reports, by reporter, report id and domain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.reports.models import Report
from nucleus.kernel.searches import SearchSource, searchable

searchable(
    SearchSource(
        name="reports",
        label=_("DMARC reports"),
        icon="scroll-text",
        permission="reports.view",
        model=Report,
        rows=Report.objects.all,
        words=("reporter", "report_id", "policy_domain"),
        reads=("reporter", "policy_domain", "report_id"),
        says=lambda reporter, domain, report_id: (f"{reporter}: {domain}", report_id),
        address="/dmarc/reports/{public_id}/",
        follow={"reports.stored": ""},
        list_page="/dmarc/reports/",
    )
)
