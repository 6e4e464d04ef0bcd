"""Frontend of the superadmin: menu and overview. No business rule."""
