"""Frontend of customers: menu and overview. No business rule."""
