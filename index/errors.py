"""The one family of errors that a user reads: every message is one clear sentence."""


class TashanError(Exception):
    """Something the user can mend or must know; its text is one sentence without a traceback."""
