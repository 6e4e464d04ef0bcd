"""Files: bytes by their SHA-256, kept once on disk, opened only through a holding.

Nouns: Blob (the bytes, known to the whole installation), Holding (one organization's claim on them, with name and
purpose). Invariants: a blob's file is complete or absent; its name is its hash; who has no holding in sight cannot
open it.
"""
