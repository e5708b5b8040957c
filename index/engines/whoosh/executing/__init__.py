"""Executing: how a question is answered from the arrays of all segments."""
