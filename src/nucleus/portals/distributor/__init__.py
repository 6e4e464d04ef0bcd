"""Frontend of distributors: menu and overview. No business rule."""
