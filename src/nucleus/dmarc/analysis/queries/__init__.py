"""Reads of the analysis, by noun."""
