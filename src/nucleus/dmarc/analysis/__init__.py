"""The pages and lists over stored reports: portfolio, domain, sources, records, reporters, countries, metrics.

No table of its own. Detail goes through the scoped rows of the rooms below, metrics through `rollups`; the wall between
them is theirs.
"""
