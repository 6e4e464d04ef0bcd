"""Daily sums over records, recounted and never incremented, so that counting twice changes nothing.

Nouns: day sums per domain, source and country (detail, reached through a domain in sight) and OrganizationDay
(metric, for all tiers above). Invariant: the sums of a day equal the records of its counted reports.
"""
