"""The lists of the analyser."""

from nucleus.dmarc.analysis.tables import details, domains, intake, metrics

__all__ = ["details", "domains", "intake", "metrics"]
