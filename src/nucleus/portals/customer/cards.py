"""What the overview of customers shows, in this order; other rooms' cards are added here."""

from collections.abc import Sequence

from nucleus.portals.figures import activity, attention, people, setting_up, team_figure
from nucleus.portals.overview import Cards, Figures

FIGURES: Sequence[Figures] = (team_figure,)
CARDS: Sequence[Cards] = (
    people,
    attention,
    setting_up,
    activity,
)
