"""What the API promises in its document, held against what it does."""
