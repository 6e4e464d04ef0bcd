"""What the API offers, told to programs and to people: the OpenAPI document, and the interactive page made of it.

The document is asked of the doors themselves, so it cannot say what they do not do; the stored copy in `docs/api` and
the one that is served are compared by the checks. The page works without any other server, under a policy of its own.
"""
