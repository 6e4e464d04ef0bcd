"""Figures that only the installation's administrator sees."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from nucleus.kernel.actor import Actor
from nucleus.kernel.clock import now
from nucleus.platform.accounts.queries import attempts, sessions_in_sight
from nucleus.platform.ui.parts import Kpi
from nucleus.portals.figures import whole

DAY = dt.timedelta(days=1)


def security_figures(actor: Actor) -> list[Kpi]:
    """Who is signed in, and how many tries failed within a day."""
    found = []
    if actor.may("sessions.view"):
        found.append(Kpi(_("Sessions"), whole(sessions_in_sight().count()), note=_("now"), url="/sessions/"))
    if actor.may("attempts.view"):
        failed = attempts().filter(succeeded=False, at__gt=now() - DAY).count()
        found.append(Kpi(_("Failed sign-ins"), whole(failed), note=_("within 24 hours"), url="/attempts/?succeeded=no"))
    return found
