"""Search: finding things by their words, pages and actions by their names, and what a person opened last.

Nouns: source (what a room lets people find), document (the words and the place of one row), reach (the part of the
index that an actor looks into), recent (a thing that a person opened). Invariants: a document carries the place of its
row; the index only names rows, and what is shown is read through the source's scoped rows by who may view them; the
index can be made anew at any time without a moment of emptiness.
"""
