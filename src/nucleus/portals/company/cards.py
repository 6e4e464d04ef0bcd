"""What the overview of the company's own people shows, in this order; other rooms' cards are added here."""

from collections.abc import Sequence

from nucleus.portals.figures import activity, attention, newest, organization_figures, setting_up, team_figure
from nucleus.portals.overview import Cards, Figures

FIGURES: Sequence[Figures] = (
    organization_figures,
    team_figure,
)
CARDS: Sequence[Cards] = (
    newest,
    attention,
    setting_up,
    activity,
)
