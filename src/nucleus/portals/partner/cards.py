"""What the overview of partners shows, in this order; other rooms' cards are added here."""

from collections.abc import Sequence

from nucleus.portals.dmarc_cards import dmarc_attention, dmarc_figures, dmarc_results
from nucleus.portals.figures import activity, attention, newest, organization_figures, setting_up, team_figure
from nucleus.portals.overview import Cards, Figures

FIGURES: Sequence[Figures] = (
    organization_figures,
    team_figure,
    dmarc_figures,
)
CARDS: Sequence[Cards] = (
    dmarc_results,
    dmarc_attention,
    attention,
    newest,
    setting_up,
    activity,
)
