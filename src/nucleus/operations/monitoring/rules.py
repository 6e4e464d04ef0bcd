"""Permissions of the room."""

from nucleus.kernel.permissions import permit

CHECKERS = ("superadmin", "company.administrator", "company.auditor")

permit("audit_checks.view", "See what checks of the audit trail found", CHECKERS)
permit("monitoring.verify_audit", "Check the audit trail", CHECKERS)
permit("monitoring.finish_verification", "Finish a check of the audit trail (the software itself)", ())
