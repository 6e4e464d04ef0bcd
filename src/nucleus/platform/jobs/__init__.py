"""Jobs: work that outlives a request, with schedule, retry, progress and dead letters.

Nouns: Job (declared in code), JobRun (one order to run it), Worker (a process with a heartbeat), Schedule, Delivery
(an event on its way to one receiver). The engine behind is the Django Tasks interface; retries, actors and progress
stand in JobRun, so they do not depend on the engine. Jobs run at least once: each must be safe to repeat. Enqueueing
is part of the caller's transaction.
"""
