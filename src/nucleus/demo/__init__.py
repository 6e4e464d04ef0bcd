"""A realistic channel, built through commands.

Nouns: Firm, Person, Brand (the cast), Case (a watched domain), Stream, Sender, Outcome (its stories), Reporter, Sheet
(one report before it is written). The stories are pure and seeded: the same day gives the same bytes everywhere.
`build_demo` makes the structure and orders the job that fills the history; both may be killed and run again. The anchor
of all stories is the UTC date on which the demo's company was made.
"""
