"""Aggregate reports and their records, in full detail.

Nouns: Report, Source, record. Records are narrow integer rows in a table of their own, reached through queries that
join a
domain in sight. A report is unique by reporter, report id, policy domain and period per organization; a re-send that
differs is kept and shown, not counted.
"""
