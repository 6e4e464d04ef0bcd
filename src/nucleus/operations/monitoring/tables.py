"""The audit trail as a list: of the own organization, and for the superadmin of all."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.operations.monitoring.queries import actions_known, audit_lines, verifications
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register
from nucleus.platform.audit.queries import deed, doer, object_kind

COLUMNS = (
    Column("action", _("Action"), "main", sort=True, more=("object_label",), options={"words": deed}),
    Column("actor_label", _("By"), sort=True, options={"words": doer}),
    Column("actor_id", _("By (id)"), pages=False),
    Column("effective_label", _("Acting for"), detail=True),
    Column("effective_id", _("Acting for (id)"), pages=False, detail=True),
    Column("object_type", _("Kind"), priority=3, options={"words": object_kind}),
    Column("object_label", _("Object"), pages=False),
    Column("object_id", _("Object id"), pages=False),
    Column("at", _("When"), "datetime", sort=True),
    Column("address", _("From address"), priority=3),
    Column("request_id", _("Request"), detail=True),
    Column("session", _("Session"), detail=True),
    Column("grant", _("Grant"), detail=True),
    Column("release", _("Release"), detail=True),
    Column("sequence", _("Number in the chain"), "number", detail=True, null=True),
    Column("previous_hash", _("Hash before"), detail=True),
    Column("hash", _("Hash"), detail=True),
    Column("changes", _("Changes"), pages=False, detail=True, options={"schema": {"type": "object"}}),
)
OWNER = Column("organization", _("Organization"), source="organization__name", priority=2)
FILTERS = (
    Filter("action", _("Action"), choices=actions_known),
    Filter("by", _("By"), "text", source="actor_label__icontains"),
    Filter("actor", _("By"), "text", source="actor_id", pages=False),
    Filter("object", _("Object"), "text", source="object_id", pages=False),
    Filter("since", _("From"), "day", source="at__date__gte"),
    Filter("until", _("To"), "day", source="at__date__lte"),
)
SEARCH = ("action", "actor_label", "object_label", "object_id")
EMPTY = Empty("list", _("Nothing recorded"), _("Every change leaves a line here: who, what, when and from where."))

AUDIT = register(
    Table(
        name="audit",
        label=_("Audit trail"),
        one=_("Audit line"),
        sub=_("Who changed what, when and from where. Nobody can change or remove a line."),
        permission="audit.view",
        rows=audit_lines,
        page="/audit/",
        api="/api/crm/audit-lines",
        address="/audit/{public_id}/",
        columns=COLUMNS,
        filters=FILTERS,
        search=SEARCH,
        sort="-at",
        empty=EMPTY,
    )
)

AUDIT_OF_ALL = register(
    Table(
        name="audit-of-all",
        label=_("Audit trail"),
        one=_("Audit line"),
        sub=_("Of every organization. Nobody can change or remove a line."),
        permission="audit.view",
        rows=audit_lines,
        page="/admin/audit/",
        address="/admin/audit/{public_id}/",
        columns=(*COLUMNS[:1], OWNER, *COLUMNS[1:]),
        filters=FILTERS,
        search=(*SEARCH, "organization__name"),
        sort="-at",
        empty=EMPTY,
    )
)

VERIFICATIONS = register(
    Table(
        name="audit-verifications",
        label=_("Checks of the audit trail"),
        one=_("Check of the audit trail"),
        sub=_("Every hash, every number and every signed head, compared. A line that was changed or is gone is named."),
        permission="audit_checks.view",
        rows=verifications,
        page="/admin/audit-checks/",
        api="/api/monitor/audit-checks",
        address="/admin/audit-checks/{public_id}/",
        columns=(
            Column("started_at", _("Started"), "datetime", sort=True),
            Column("public_id", _("Check"), "main"),
            Column("asked_by", _("Asked for by"), priority=2),
            Column("finished_at", _("Finished"), "datetime", sort=True, priority=2, null=True),
            Column("lines", _("Sealed lines"), "number", sort=True),
            Column("waiting", _("Waiting for their seal"), "number", priority=3),
            Column("wrong", _("Findings"), "number", sort=True),
            Column("findings", _("What was found"), pages=False, detail=True, options={"schema": {"type": "array"}}),
        ),
        sort="-started_at",
        create=Act(
            "monitoring.verify_audit",
            _("Check now"),
            icon="shield-check",
            confirm=_("The whole trail is read in the background. You can leave this page."),
            done=_("The check runs. Its result appears here."),
        ),
        empty=Empty("shield-check", _("Not checked yet"), _("Start a check; its result stays here.")),
    )
)
