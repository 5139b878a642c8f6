"""Sets made for dateline itself: generated from seeds, or written by hand. All CC0."""
