"""How many own notices are new, as a part of the statement that reads the session: the bell costs no query."""

MOST = 100  # counted up to here: the bell says "99+"

UNREAD = f"""(SELECT COUNT(*) FROM (SELECT 1 FROM notices_notice n WHERE n.recipient_id = u.id
        AND n.organization_id = COALESCE(o.id, (SELECT c.id FROM tree_organization c WHERE c.tier = 'company'))
        AND n.read_at IS NULL AND n.on_page LIMIT {MOST}) counted)"""  # noqa: S608 - a number of ours
"""Of the user `u` at the organization `o`; the superadmin has none, and keeps the own ones with the company."""
