"""How a template set is found from elsewhere."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from nucleus.kernel.errors import NotVisible
from nucleus.kernel.references import refer
from nucleus.platform.sets.catalogue import TemplateSet, sets


def find_set(slug: str) -> TemplateSet:
    """The set of that slug, among those found on disk. Raises NotVisible."""
    found = sets().get(slug)
    if found is None:
        raise NotVisible
    return found


refer("templateset", _("Template set"), find_set, lambda thing: f"/admin/template-sets/{thing.slug}/")
