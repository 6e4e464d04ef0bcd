"""Monitoring: the audit trail sealed, verified and shown; logs; health.

Nouns: Head (the end of one organization's chain), Verdict, SignedHead (a line outside the database). Invariants: the
lines of an organization are numbered without a gap and each hash covers the one before; a sealed line is never
changed or removed.
"""
