"""The commands behind the door, a module for each errand; `tashan.py` gathers them."""
