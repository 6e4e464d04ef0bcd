"""Room `notices`: what the software tells a person, on a page and by mail.

Nouns: Notice, one thing told to one person in one organization (or outside of all, to the superadmin); Preference, by
which ways and when that person wants to be told. Kinds are declared by the rooms (`kernel/notices.py`). While a notice
is unread, more of the same only counts. A person sees the own ones only, whoever it is.
"""
