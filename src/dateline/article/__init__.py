"""Bytes to an article, and an article to passages that can be read."""
