"""Permissions of the room."""

from nucleus.kernel.permissions import permit

OPERATORS = ("superadmin", "company.administrator")

permit("jobs.view", "See background tasks", OPERATORS)
permit("jobs.retry", "Retry failed tasks", OPERATORS)
permit("jobs.discard", "Discard failed tasks", OPERATORS)
