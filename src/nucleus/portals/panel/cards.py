"""What the overview of the superadmin shows, in this order; other rooms' cards are added here."""

from collections.abc import Sequence

from nucleus.portals.figures import activity, attention, newest, organization_figures, team_figure
from nucleus.portals.overview import Cards, Figures
from nucleus.portals.panel.figures import security_figures

FIGURES: Sequence[Figures] = (
    organization_figures,
    team_figure,
    security_figures,
)
CARDS: Sequence[Cards] = (
    newest,
    attention,
    activity,
)
