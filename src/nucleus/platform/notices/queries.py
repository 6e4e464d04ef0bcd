"""Reading notices: the own ones, whoever asks."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, JSONField, Q, QuerySet

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.kernel.notices import sentence
from nucleus.platform.notices.models import Notice


class Sentence(JSONField):
    """Kept facts read as the sentence that they are in the active language."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The sentence."""
        facts = super().from_db_value(value, expression, connection)
        return sentence(facts) if isinstance(facts, dict) else ""


def own_notices() -> QuerySet[Any]:
    """The notices of the person who acts, each with `text` and `is_new`."""
    found: QuerySet[Any] = Notice.objects.filter(recipient_id=current_actor().user or 0, on_page=True).annotate(
        text=ExpressionWrapper(F("facts"), output_field=Sentence()),
        is_new=ExpressionWrapper(Q(read_at__isnull=True), output_field=BooleanField()),
    )
    return found


def find_notice(public_id: str) -> Notice:
    """An own notice. Raises NotVisible."""
    actor = current_actor()
    found: Notice | None = Notice.objects.filter(recipient_id=actor.user or 0, public_id=public_id).first()
    if found is None:
        raise NotVisible
    return found
