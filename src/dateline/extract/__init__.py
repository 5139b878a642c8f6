"""Passages to what the text says: mentions, places, times, statements, events, tolls, control."""
