"""The lists of sessions and of tries to sign in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.devices import device_name
from nucleus.platform.accounts.queries import attempts, own_sessions, sessions_in_sight
from nucleus.platform.api.tables import Act, Column, Empty, Filter, Table, register

DEVICE = (
    Column("agent", _("Device"), priority=2, options={"words": device_name}),
    Column("address", _("Address"), priority=3),
    Column("created_at", _("Signed in"), "datetime", sort=True, priority=3),
    Column("last_seen", _("Last used"), "datetime", sort=True),
    Column("ends_at", _("Ends"), "datetime", priority=3),
)

OWN_SESSIONS = register(
    Table(
        name="sessions",
        label=_("My sessions"),
        one=_("Session"),
        permission="",
        rows=own_sessions,
        api="/api/users/sessions",
        type="session",
        columns=DEVICE,
        sort="-last_seen",
        remove=Act("sessions.revoke", _("End session"), kind="danger"),
    )
)

SESSIONS = register(
    Table(
        name="member-sessions",
        label=_("Sessions"),
        one=_("Session"),
        sub=_("Who is signed in now, where and on what."),
        permission="sessions.view",
        discloses="personal",
        rows=sessions_in_sight,
        page="/sessions/",
        api="/api/crm/sessions",
        type="session",
        columns=(
            Column("user", _("Person"), "main", source="user__name", sort=True, more=("user__email",)),
            Column("email", _("E-mail address"), source="user__email", pages=False),
            *DEVICE,
        ),
        search=("user__name", "user__email", "address"),
        sort="-last_seen",
        acts=(Act("sessions.end", _("End session"), kind="danger", done=_("Ended."), bulk=True),),
        empty=Empty("monitor", _("Nobody is signed in"), _("Sessions of members appear here while they last.")),
    )
)

ATTEMPTS = register(
    Table(
        name="attempts",
        label=_("Sign-in attempts"),
        sub=_("Every try that is still kept. Addresses of accounts that do not exist are not kept."),
        permission="attempts.view",
        discloses="personal",
        rows=attempts,
        page="/attempts/",
        api="/api/crm/attempts",
        key="",
        columns=(
            Column("user", _("Account"), "main", source="user__email", null=True),
            Column("network", _("Network"), sort=True, priority=2),
            Column("succeeded", _("Succeeded"), "yes_no"),
            Column("at", _("When"), "datetime", sort=True),
            Column("released_at", _("Released"), "datetime", priority=3, null=True),
            Column("agent", _("Device"), priority=3, options={"words": device_name}),
        ),
        filters=(Filter("succeeded", _("Succeeded"), "yes_no"),),
        search=("user__email", "network"),
        sort="-at",
        empty=Empty("key", _("No attempts yet"), _("Every try to sign in leaves a line here.")),
    )
)
