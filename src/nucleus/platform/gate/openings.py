"""Which customers a grant has opened to the actor's organization: a sub-select for the scope."""

from __future__ import annotations

from typing import Any

from nucleus.kernel.actor import Actor
from nucleus.kernel.clock import now


def opened_customers(actor: Actor) -> tuple[str, list[Any]]:
    """SQL for the ids of the customers whose detail is open to the actor's organization now."""
    assert actor.place is not None
    from nucleus.platform.gate.models import Opening  # asked at compile time, models are ready then

    until = Opening._meta.get_field("until").get_db_prep_value(now(), _connection())
    return (
        "SELECT customer_id FROM gate_opening WHERE grantee_id = %s AND until > %s",
        [actor.place.organization, until],
    )


def holds_openings(actor: Actor) -> bool:
    """Whether any customer's detail is open to the actor's organization now. One query, for lists that read only the
    own rows where there is nothing else: a condition with OR takes the order of an index away from them.
    """
    from nucleus.platform.gate.models import Opening  # asked at run time, models are ready then

    place = actor.place
    return place is not None and Opening.objects.filter(grantee_id=place.organization, until__gt=now()).exists()


def _connection() -> Any:
    from django.db import connection  # its vendor is asked at run time

    return connection
