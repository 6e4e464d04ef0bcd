"""The tree: organizations, and the scope that every row of business data lives in.

Nouns: Organization, place, scope. A row carries its organization and the ancestor columns; what an actor sees is
decided
while SQL is compiled. Here stand the model and the mechanism; what one does with organizations is in `organizations`.
Invariants: always four levels; ancestor columns agree with the organization; no actor, no rows.
"""
