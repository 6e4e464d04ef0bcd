"""Who meets whom: one room per frontend with its menu, overview and sign-in page; no business rule."""
