"""Organizations: what one does with the nodes of the tree, and the people who belong to them.

Nouns: Organization (the row is in `tree`), house (the hidden organization that carries direct business), member.
Invariants: the tier follows from the parent; nobody gives a role with permissions that he could hold and lacks; an
organization keeps at least one manager once it has one.
"""
