"""Records to incidents: copies of one dispatch, the same happening, how the accounts agree."""
