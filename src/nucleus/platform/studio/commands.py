"""Template sets of the own: begun as a copy, checked, removed. Their files are changed on disk, never in a browser."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nucleus.kernel.errors import Refused
from nucleus.platform.branding.queries import choosers_of_sets
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import record
from nucleus.platform.sets.catalogue import TemplateSet
from nucleus.platform.sets.checking import check_set
from nucleus.platform.sets.making import new_set, remove_set
from nucleus.platform.sets.outcomes import forget_outcome, keep_outcome
from nucleus.platform.studio.fixtures import fixture_pages
from nucleus.platform.studio.inputs import CopyInput


@command("template_sets.copy", input=CopyInput, target="source")
def copy_set(*, source: TemplateSet, slug: str, label: str = "") -> TemplateSet:
    """Begin a set as a copy of another. Raises Invalid for a name that is taken or a source that is only extended."""
    made = new_set(slug, source.slug, label)
    record(made, source=source.slug)
    return made


@command("template_sets.check", target="template_set")
def check_files(*, template_set: TemplateSet) -> TemplateSet:
    """Read every file of a set and draw the pages of the fixtures with it; the findings are kept until the next."""
    findings = check_set(template_set.slug, fixture_pages())
    keep_outcome(template_set.slug, findings)
    record(template_set, findings=len(findings))
    return template_set


@command("template_sets.remove", target="template_set")
def remove_files(*, template_set: TemplateSet) -> None:
    """Remove a set of the own. Raises Refused for a shipped one, and while something is drawn with it or extends it."""
    if template_set.slug in choosers_of_sets():
        raise Refused(_("An organization has chosen this set. It has to choose another one first."))
    remove_set(template_set)
    forget_outcome(template_set.slug)
    record(template_set)
