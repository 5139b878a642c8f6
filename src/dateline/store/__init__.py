"""The archive: texts, what they say, how they compare, and what people decided about them."""
