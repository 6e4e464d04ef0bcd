"""The lists of the analyser."""

from nucleus.dmarc.analysis.tables import details, domains

__all__ = ["details", "domains", "metrics"]
