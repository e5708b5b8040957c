"""What only the whole corpus knows: ledgers beside the index, one SQLite file in each generation."""
