"""Doors of the room: the sign-in family, and the pages of the own account."""
