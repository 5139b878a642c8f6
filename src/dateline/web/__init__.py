"""The page: see, question and correct the record in a browser, on this machine only."""
