"""Secrets at rest: AES-256-GCM under data keys, which a master key outside the database wraps.

Nouns: EncryptedField (a column), DataKey (wrapped, in the database), the master key (a file of mode 600). A
ciphertext is bound to its table, column, row and key, so one that was moved is refused. A dump of the database alone
reads as nothing.
"""
