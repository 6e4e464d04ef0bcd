"""Permissions of the room: the installation's health is for those who run it."""

from nucleus.kernel.permissions import permit

OPERATORS = ("superadmin", "company.administrator")

permit(
    "status.view",
    "See the health of services, with every sensor",
    (*OPERATORS, "company.support-agent", "company.auditor"),
)
permit("statistics.view", "See statistics of the installation", (*OPERATORS, "company.auditor"))
permit("logs.view", "Read the application's log", (*OPERATORS, "company.auditor"))
permit("vitals.measure", "Ask all sensors now", OPERATORS)
permit("vitals.report_change", "Report a change of a sensor (the software itself)", ())
