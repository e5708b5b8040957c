"""The roster: every command with what it does, by the module in which it is; only the one that is called is loaded."""

from __future__ import annotations

ROSTER = {
    "hosting": {
        "demo": "Crawl sample court sites on loopback and open the UI on them.",
        "serve": "Open the UI and the API on a production server.",
    },
    "collecting": {
        "sources": "List every source: when it is due, its last run.",
        "platforms": "List the platforms that sites can name.",
        "probe": "Look at a site that nobody declared yet; keep nothing.",
        "crawl": "Fetch sources, keep their articles, update the index.",
        "ingest": "Bring in WARC files or JSON Lines, without network.",
        "extract": "Show as JSON how one saved page is read.",
        "forget": "Remove an article from corpus, archive and index.",
    },
    "indexing": {
        "index": "Bring the index up to date with the corpus.",
        "doctor": "Check corpus, archive, index and ledgers.",
    },
    "asking": {
        "search": "Search the index.",
        "export": "Write every article that answers a query.",
    },
    "ledgerfiles": {
        "brands": "List brands: first use, courts, counts.",
        "brand": "Show one brand's file.",
        "check": "Tell whether a planned name is taken.",
        "ledger": "Print all firsts, honours or figures.",
        "courts": "Print the courts that have articles.",
        "court": "Print one court's file, or courts side by side.",
    },
}
MODULES = {name: module for module, commands in ROSTER.items() for name in commands}
SUMMARIES = {name: summary for commands in ROSTER.values() for name, summary in commands.items()}
