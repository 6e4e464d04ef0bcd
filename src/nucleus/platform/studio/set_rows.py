"""What is told of template sets: one row for a list, everything for a page. Files on disk and one query, whatever the
number of sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.errors import Invalid
from nucleus.platform.api.tables import Act, Column, Table
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.queries import choosers_of_sets
from nucleus.platform.sets.catalogue import TemplateSet, chain_of, sets
from nucleus.platform.sets.contents import SetFile, files_of, instructions_of
from nucleus.platform.sets.outcomes import Outcome, last_outcome

PAGE = "/admin/template-sets/"
TEXTS = {"schema": {"type": "array", "items": {"type": "string"}}}
FILES = {
    "schema": {
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: {"type": "string"} for name in ("name", "kind", "stands_in_for")},
        },
    }
}


def no_rows() -> QuerySet[Any]:
    """Sets are folders, not rows: pages and doors of their own read them."""
    return Design.objects.none()  # type: ignore[no-any-return]


SETS = Table(
    name="template_sets",
    label=_("Template sets"),
    one=_("Template set"),
    permission="template_sets.view",
    rows=no_rows,
    page=PAGE,
    api="/api/admin/template-sets",
    address=f"{PAGE}{{public_id}}/",
    type="templateset",
    columns=(
        Column("label", _("Label"), "main", sort=True),
        Column("extends", _("Extends")),
        Column("is_own", _("Own"), "yes_no"),
        Column("chosen_by", _("Chosen by"), "number"),
        Column("files", _("Files"), "number"),
        Column("findings", _("Findings"), "number", null=True),
        Column("checked_at", _("Last check"), "datetime", null=True),
        Column("is_checked", _("Checked as it stands"), "yes_no"),
        Column("templates", _("Templates"), detail=True, options=FILES),
        Column("instructions", _("Instructions"), detail=True, options=TEXTS),
        Column("told", _("What the last check found"), detail=True, options=TEXTS),
        Column("extended_by", _("Extended by"), detail=True, options=TEXTS),
    ),
    sort="label",
    remove=Act(
        "template_sets.remove",
        _("Remove"),
        icon="trash-2",
        kind="danger",
        confirm=_("The folder of the set and every file in it are deleted. This cannot be undone."),
        done=_("The template set is removed."),
    ),
    acts=(
        Act(
            "template_sets.copy", _("New set from this"), icon="copy", done=_("The new set can be changed on disk now.")
        ),
        Act("template_sets.check", _("Check"), icon="shield-check", done=_("Checked.")),
    ),
)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set with who chose it (a number of organizations) and how its last check ended."""

    set: TemplateSet
    chosen_by: int
    files: int
    outcome: Outcome | None


def set_rows() -> list[SetRow]:
    """Every set, the shipped ones first."""
    choosers = choosers_of_sets()
    return [row_of(found, choosers) for found in sets().values()]


def row_of(found: TemplateSet, choosers: Mapping[str, set[int]]) -> SetRow:
    """One set."""
    chosen = len(choosers.get(found.slug, ()))
    return SetRow(found, chosen, len(found.templates()), last_outcome(found.slug))


@dataclass(frozen=True, slots=True)
class SetDetail:
    """Everything of one set. `broken` says why its chain does not stand; then the default set draws."""

    row: SetRow
    files: list[SetFile]
    instructions: list[str]
    extended_by: list[TemplateSet]
    broken: str = ""


def set_detail(found: TemplateSet) -> SetDetail:
    """The set with its files."""
    try:
        chain, broken = chain_of(found.slug), ""
    except Invalid as error:
        chain, broken = [found], str(error)
    above = [other for other in sets().values() if other.extends == found.slug]
    return SetDetail(row_of(found, choosers_of_sets()), files_of(chain), instructions_of(found), above, broken)


def as_told(row: SetRow) -> dict[str, Any]:
    """A set as the list of the API shows it."""
    found, outcome = row.set, row.outcome
    return {
        "public_id": found.slug,
        "label": str(found),
        "extends": found.extends,
        "is_own": found.is_own,
        "chosen_by": row.chosen_by,
        "files": row.files,
        "findings": outcome.count if outcome else None,
        "checked_at": outcome.at if outcome else None,
        "is_checked": bool(outcome and outcome.is_current),
    }


def detail_as_told(detail: SetDetail) -> dict[str, Any]:
    """A set as its own address of the API shows it."""
    return {
        **as_told(detail.row),
        "templates": [{"name": f.name, "kind": f.kind, "stands_in_for": f.behind} for f in detail.files],
        "instructions": detail.instructions,
        "told": list(detail.row.outcome.findings) if detail.row.outcome else [],
        "extended_by": [other.slug for other in detail.extended_by],
    }
