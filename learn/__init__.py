"""How each shipped weight was made; never imported at run time."""
