"""The API of an organization's figures: what its page shows, as numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from nucleus.dmarc.analysis.period import CHOICES, DEFAULT, date_of, period_of
from nucleus.dmarc.analysis.queries.metrics import organization_below, own_organization
from nucleus.dmarc.analysis.queries.sums import METRICS, Metrics
from nucleus.dmarc.metrics.queries import Mover, Standing, standing_of
from nucleus.kernel.errors import Invalid
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.schema import READING, REQUEST_ID, DoorSchema, Schema, parameter
from nucleus.platform.tree.models import Organization

COUNT: Schema = {"type": "integer"}
SHARE: Schema = {"type": ["number", "null"], "description": "A share from 0 to 1; null without mail."}
POLICIES = ("domains", "reject", "quarantine", "none", "unseen")


class FiguresApi(ApiView):
    """The standing of the own organization, or of one below it."""

    permission = "rollups.view"

    def get(self, request: HttpRequest, organization: str = "") -> HttpResponseBase:
        """The figures in the period that `days` names."""
        days = days_of(request)
        found = organization_below(organization) if organization else own_organization()
        return answer_json(as_numbers(found, standing_of(found, period_of(days))))

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation."""
        name = "dmarc-metrics-below.figures" if "{organization}" in schema.path else "dmarc-metrics.figures"
        choices = {"type": "string", "enum": [value for value, _label in CHOICES], "default": DEFAULT}
        answer = {"description": "Figures.", "content": {"application/json": {"schema": BODY}}, "headers": REQUEST_ID}
        return {
            "operationId": name,
            "summary": "DMARC figures of an organization and everything below it",
            "tags": ["dmarc-metrics"],
            "parameters": [parameter("days", "Whole days that end today.", choices)],
            "responses": {"200": answer, **schema.refusals(READING)},
            "x-permission": self.permission,
        }


def days_of(request: HttpRequest) -> str:
    """The period asked for. Raises Invalid for another one and for unknown parameters."""
    wrong = {name[:200]: [_("This parameter is not known here.")] for name in request.GET if name != "days"}
    days = request.GET.get("days", DEFAULT)
    if days not in dict(CHOICES):
        wrong["days"] = [_("The periods are %(days)s days.") % {"days": ", ".join(dict(CHOICES))}]
    if wrong:
        raise Invalid(wrong)
    return days


def as_numbers(organization: Organization, standing: Standing) -> dict[str, Any]:
    """The standing as the answer holds it."""
    return {
        "organization": organization.public_id,
        "first": date_of(standing.period.first).isoformat(),
        "last": date_of(standing.period.last).isoformat(),
        "now": _sums(standing.now),
        "before": _sums(standing.before),
        "domains": standing.domains,
        "days": [{"day": date_of(day).isoformat(), **asdict(metrics)} for day, metrics in standing.days],
        "fell": [_mover(each) for each in standing.fell],
        "rose": [_mover(each) for each in standing.rose],
    }


def _sums(metrics: Metrics) -> dict[str, Any]:
    return {**asdict(metrics), "pass_share": metrics.rate}


def _mover(mover: Mover) -> dict[str, Any]:
    return {
        "organization": mover.public_id,
        "name": mover.name,
        "pass_share": mover.pass_share,
        "pass_change": mover.change,
    }


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}


SUMS = _closed({**dict.fromkeys(METRICS, COUNT), "pass_share": SHARE})
DAY = _closed({"day": {"type": "string", "format": "date"}, **dict.fromkeys(METRICS, COUNT)})
MOVER = _closed(
    {
        "organization": {"type": "string"},
        "name": {"type": "string"},
        "pass_share": SHARE,
        "pass_change": {"type": "number", "description": "Percentage points against the period before."},
    }
)
BODY = _closed(
    {
        "organization": {"type": "string"},
        "first": {"type": "string", "format": "date"},
        "last": {"type": "string", "format": "date"},
        "now": SUMS,
        "before": SUMS,
        "domains": _closed(dict.fromkeys(POLICIES, COUNT)),
        "days": {"type": "array", "items": DAY},
        "fell": {"type": "array", "items": MOVER},
        "rose": {"type": "array", "items": MOVER},
    }
)
