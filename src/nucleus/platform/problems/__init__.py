"""Refusals as answers of the API: `application/problem+json` (RFC 9457), made in one place.

`answers.answer_problem(problem)` turns a refusal of the kernel into the answer; `answers.as_problem(error)` says which
refusal an exception of Django or DRF means. Always holds: what is absent and what is out of sight answer with the same
bytes; nothing is told of a fault but the request's id.
"""
