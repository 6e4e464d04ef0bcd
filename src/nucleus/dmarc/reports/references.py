"""How others name and link a report."""

from nucleus.dmarc.reports.queries import report_in_sight
from nucleus.kernel.references import refer

refer("report", "DMARC report", report_in_sight, lambda report: f"/dmarc/reports/{report.public_id}/")
