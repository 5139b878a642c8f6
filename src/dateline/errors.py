"""The errors a caller of dateline can meet, one for each thing that can be done about them."""


class DatelineError(Exception):
    """Anything dateline refuses: the message says what was given, what was expected, what to do."""


class BadInput(DatelineError):
    """The text, file, date or option given cannot be used; give another."""


class BadLexicon(DatelineError):
    """A word list or data file is broken; the message names the file and the line."""


class MissingModel(DatelineError):
    """No usable language model was found; install one or give its path."""


class StoreError(DatelineError):
    """The archive cannot be opened, or refuses what was to be written; the message says why."""
