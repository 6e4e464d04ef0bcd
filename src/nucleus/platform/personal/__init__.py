"""Room `personal`: what a person keeps for the lists that it works with.

Noun: SavedView, filters, order and columns of one list under a name, shown as a tab above it. The view without a name
is the list itself as the person keeps it: columns, density, rows of a page, and the view that it opens with. A view
belongs to one person in one organization; sharing shows it to that organization, and nobody else ever sees it.
"""
