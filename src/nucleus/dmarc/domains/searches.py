"""What is found of this room: watched domains."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.domains.models import Domain
from nucleus.dmarc.domains.names import shown_name
from nucleus.dmarc.domains.queries import watched
from nucleus.kernel.searches import SearchSource, searchable

searchable(
    SearchSource(
        name="domains",
        label=_("Domains"),
        icon="globe",
        permission="domains.view",
        model=Domain,
        rows=watched,
        words=("name",),
        spells=lambda name: (name, shown_name(name)),
        reads=("name", "organization__name"),
        says=lambda name, organization: (shown_name(name), organization),
        address="/dmarc/domains/{public_id}/",
        follow={"domains.registered": "domain", "domains.removed": "domain"},
        list_page="/dmarc/domains/",
    )
)
