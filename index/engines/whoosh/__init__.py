"""The embedded engine: a Whoosh index in a folder of its own."""

import warnings

# Whoosh 2.7.4 was written before these became warnings; nothing of ours is hidden.
for _message in ("invalid escape sequence", '"is" with', '"is not" with', "pkg_resources is deprecated"):
    warnings.filterwarnings("ignore", message=_message)
