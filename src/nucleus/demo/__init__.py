"""A realistic channel, built through commands."""
