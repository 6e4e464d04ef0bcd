"""The gate of writes: `@command`, transactions, idempotency, the outbox, and openings of the scope.

A command checks the permission on the object, refuses read-only actors, opens the transaction, and leaves with the
effect its audit line, its events and its idempotency row: all of it or nothing.
"""
