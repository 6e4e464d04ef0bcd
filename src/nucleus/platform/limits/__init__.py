"""How often one may ask the API: a bucket for each session and each network, the same for all processes of a machine.

Nouns: Allowance (so many calls in so many seconds), Taken (what became of one call). Counters stand in a small file
that all processes have in memory; nothing of it is written to the database. Always holds: every
answer under `/api/` says what is left (RateLimit, RateLimit-Policy); a refusal is 429 with Retry-After.
"""
