"""Mail: one gate for everything that is sent.

Noun: OutgoingMail. A mail is a row in the transaction of what causes it, and leaves by a job afterwards: over SMTP
where that is configured, else as a file, so that nothing is lost. Its text is encrypted at rest, for it may carry
links that sign in.
"""
