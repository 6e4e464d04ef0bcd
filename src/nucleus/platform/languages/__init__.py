"""Languages and time zones: which ones count for whom.

Nouns: a language (its code as `settings.LANGUAGES` has it) and a time zone (a name of the IANA database). A person's
own choice comes first (a language chosen in the browser counts for whoever stored none), then the card of the
organization, then the settings `localisation.*` from the organization upward. Whoever has not signed in: the choice in
the browser, what the browser asks for, then the host's organization. What is empty was left to the next one.
"""
