"""Access: roles and what they allow.

Nouns: Role (shipped, in code; valid at one tier), Compilation (which declaration of permissions the memberships were
compiled from). Compiling goes downward: memberships keep their permissions, so a request reads no role.
"""
