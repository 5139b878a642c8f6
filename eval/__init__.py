"""Score dateline on gold corpora that you have: `make eval CORPORA=DIR SPLIT=dev`."""
