"""Room `listing`: what a list shows, before anything is drawn.

Nouns: Kept (what a person keeps for a list, told by the provider `lists`), KeptView (a saved view as a list needs it),
Standing (the question of the address, with the view under it and the columns). Knows no request and stores nothing.
"""
