"""The audit trail: one line for every command, written with the change itself.

Noun: Line. A line names who (actor, effective user, session), where (organization), what (action, object, changes) and
whence (address, request id, release). Lines are only added; numbering and the hash chain are put on by the sealing
job of `operations/monitoring`, so writers never wait for one another.
"""
