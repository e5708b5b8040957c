"""The query language: from what a reader types to a tree that any engine can answer."""

from __future__ import annotations

from index.query.filters import DOCUMENT_FIELDS, FIELDS, FORM, MANY_VALUED, ROLE, STORED_FIELDS, Filters, QueryError
from index.query.lexer import QUOTATION_MARKS
from index.query.parser import LONGEST_QUERY, parse
from index.query.tree import (
    And,
    AsTyped,
    Dates,
    Filter,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Prefix,
    Query,
    Question,
    Quotation,
    Word,
)

__all__ = [
    "DOCUMENT_FIELDS",
    "FIELDS",
    "FORM",
    "LONGEST_QUERY",
    "MANY_VALUED",
    "QUOTATION_MARKS",
    "ROLE",
    "STORED_FIELDS",
    "And",
    "AsTyped",
    "Dates",
    "Filter",
    "Filters",
    "Leaf",
    "Near",
    "Node",
    "Not",
    "Or",
    "Prefix",
    "Query",
    "QueryError",
    "Question",
    "Quotation",
    "Word",
    "parse",
]
