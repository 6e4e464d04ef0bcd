"""Room `api`: what an address offers, said once.

Nouns: Input (the strict input class of a command), Table (a list and its rows, declared), Column, Filter, Ask (what an
address asks of a table), Problem answer (RFC 9457). A table gives the list page, the API list and detail, and the
export; a
command gives the form page and the API call. Invariants: unknown names are refused with their path; rows are read as
tuples, never as model objects; what is absent and what is out of sight answer with the same bytes.
"""
