"""Frontend of partners: menu and overview. No business rule."""
