"""Room `postroom`: the mails sent for an organization. It stores nothing; the smallest room with a list: copy it."""
