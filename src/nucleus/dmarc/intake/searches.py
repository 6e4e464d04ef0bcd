"""What is found of this room: received files, by their name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.dmarc.intake.models import Message, State
from nucleus.kernel.searches import SearchSource, searchable

searchable(
    SearchSource(
        name="messages",
        label=_("Received files"),
        icon="inbox",
        permission="messages.view",
        model=Message,
        rows=Message.objects.all,
        words=("name",),
        reads=("name", "state", "organization__name"),
        says=lambda name, state, organization: (name, f"{State(state).label} · {organization}"),
        address="/dmarc/files/{public_id}/",
        follow={"intake.files_taken": ""},
        list_page="/dmarc/files/",
    )
)
