"""How the archive came to its present shape, step by step; a step is never edited."""
