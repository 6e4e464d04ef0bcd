"""Short names: they are host names of the white label, so they are unique in the house and never a word of ours."""

from __future__ import annotations

from django.utils.text import slugify

from nucleus.kernel.actor import system_actor
from nucleus.platform.tree.models import Organization

LIMIT = 40
RESERVED = frozenset(
    "admin api app assets autoconfig autodiscover cdn company customer distributor docs ftp health help imap "
    "localhost mail "
    "mx ns1 ns2 panel partner pop3 portal public root sign-in smtp static status superadmin support system test "
    "theme www".split()
)


def free_slug(name: str, tier: str) -> str:
    """A short name made from the name that nobody has: small letters, digits, hyphens, with a number where it is
    taken.
    """
    stem = slugify(name)[:LIMIT].strip("-_").replace("_", "-") or f"new-{tier}"
    if stem in RESERVED:
        stem = f"{stem}-{tier}"
    with system_actor("short names are unique in the whole house"):
        taken = set(Organization.objects.filter(slug__startswith=stem[: LIMIT - 5]).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    number = 2
    while (made := f"{stem[: LIMIT - 5].rstrip('-')}-{number}") in taken:
        number += 1
    return made
