"""The ways in: received files, what became of them, and the wait of reports for domains that nobody registered.

Nouns: Message (one received file, its outcome), PendingReport, Folder. Bytes are kept before anything is read; a
message is never lost and never counted twice; what cannot be read waits in quarantine with its reason.
"""
