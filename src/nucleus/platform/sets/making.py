"""A set of the operator's own: begun as a copy of another, and removed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.utils.translation import gettext as _

from nucleus.kernel.errors import Invalid, Refused
from nucleus.platform.sets.catalogue import DEFAULT, SLUG, TemplateSet, own_folder, read_set, sets

MOST_OWN = 50


def new_set(slug: str, source: str = "example", label: str = "") -> TemplateSet:
    """Copies the set `source` into the data folder under another slug. Raises Invalid for a slug that is no word, is
    taken, or for a source that cannot be copied (the default set is extended, not copied).
    """
    known = sets()
    if not SLUG.match(slug):
        raise Invalid({"slug": [_("Use small letters, digits and hyphens.")]})
    if slug in known or (own_folder() / slug).exists():
        raise Invalid({"slug": [_("This is taken already.")]})
    if source not in known or source == DEFAULT:
        raise Invalid({"source": [_("This set cannot be copied.")]})
    if sum(found.is_own for found in known.values()) >= MOST_OWN:
        raise Invalid({"slug": [_("There are too many sets already.")]})
    target = own_folder() / slug
    draft = target.with_name(f".{slug}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(known[source].folder, draft)
    _rename(draft / "set.toml", slug, label or slug)
    draft.rename(target)
    return read_set(target)


def _rename(manifest: Path, slug: str, label: str) -> None:
    text = manifest.read_text(encoding="utf-8")
    quoted = label.replace("\\", "").replace('"', "")
    text = re.sub(r"(?m)^label\s*=.*\n?", "", text)
    named = f'slug = "{slug}"\nlabel = "{quoted}"'
    manifest.write_text(re.sub(r"(?m)^slug\s*=.*$", lambda _hit: named, text, count=1), encoding="utf-8")


def remove_set(found: TemplateSet) -> None:
    """Removes a set of the operator's own from the data folder. Raises Refused for a shipped one, and while another
    set extends it; that nobody draws with it is the caller's to know.
    """
    if not found.is_own:
        raise Refused(_("A set that comes with the product cannot be removed."))
    above = sorted(other.slug for other in sets().values() if other.extends == found.slug)
    if above:
        raise Refused(_("These sets extend it: %(names)s.") % {"names": ", ".join(above)})
    gone = found.folder.with_name(f".{found.slug}.removed")
    shutil.rmtree(gone, ignore_errors=True)
    found.folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
