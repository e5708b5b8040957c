"""Reading: from a page's bytes to an article, one module for each part of a page; all of it pure."""
