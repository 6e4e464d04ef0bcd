"""Figures of the organizations below, as pages and API: what distributor and company know about DMARC.

Noun: the standing of an organization (sums of its whole subtree over a period, against the period before). Everything
is out of the metric roll-ups: no name of a domain, a source or a reporter passes here.
"""
