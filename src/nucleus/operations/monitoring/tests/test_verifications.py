"""Checking the audit trail from the page: ordered, done in the background, kept, and named when something is wrong."""

from __future__ import annotations

from django.db import connection

from nucleus.kernel.actor import system_actor
from nucleus.operations.monitoring.guards import take_down
from nucleus.operations.monitoring.jobs import verify_trail
from nucleus.operations.monitoring.models import Verification
from nucleus.operations.monitoring.sealing import seal_waiting
from nucleus.operations.monitoring.verification import PATIENCE
from nucleus.platform.audit.models import Line
from nucleus.platform.organizations.commands import change_organization


def check():
    with system_actor("test"):
        verify_trail()


def test_a_check_is_ordered_done_and_kept(cast, signed):
    client = signed("nucleus", role="administrator")
    assert client.post("/admin/audit-checks/verify-audit/").status_code == 303
    row = Verification.objects.get()
    assert (row.finished_at, client.post("/admin/audit-checks/verify-audit/").status_code) == (None, 409)
    assert "The check runs" in client.get(f"/admin/audit-checks/{row.public_id}/").content.decode()
    check()
    row.refresh_from_db()
    assert (row.wrong, row.findings, row.finished_at is None) == (0, [], False)
    assert "Nothing is wrong" in client.get(f"/admin/audit-checks/{row.public_id}/").content.decode()


def test_what_is_wrong_is_named(cast, signed):
    with cast.acting("northgate", role="owner"):
        change_organization(organization=cast.organizations["northgate"], name="Northgate Two")
    with system_actor("test"):
        seal_waiting()
        take_down(connection)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE audit_line SET object_label = 'forged' WHERE action = 'organizations.change'")
        assert Line.objects.filter(object_label="forged").count() == 1
    check()
    row = Verification.objects.get()
    assert (row.wrong, [f["verdict"] for f in row.findings]) == (1, ["altered"])
    page = signed("nucleus", role="auditor").get(f"/admin/audit-checks/{row.public_id}/").content.decode()
    assert "its content is not what was sealed" in page
    assert PATIENCE.total_seconds() > 0
