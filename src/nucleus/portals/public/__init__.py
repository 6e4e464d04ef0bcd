"""The public front page under the name of the host, robots.txt and the favicon; and the way to the own frontend."""
