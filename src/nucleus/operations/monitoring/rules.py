"""Permissions of the room."""

from nucleus.kernel.permissions import permit

OPERATORS = ("superadmin", "company.administrator")

permit("audit_checks.view", "See what checks of the audit trail found", (*OPERATORS, "company.auditor"))
permit("monitoring.verify_audit", "Check the audit trail", OPERATORS)
permit("monitoring.finish_verification", "Finish a check of the audit trail (the software itself)", ())
