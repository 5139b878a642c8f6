"""Records to what people and programs read: the report, the trace of a fact, the notebook view."""
