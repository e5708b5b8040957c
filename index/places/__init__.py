"""Where things are: the divisions of the country and its courts."""
