"""Sample court sites of fictional courts, served on loopback under ``.example`` names."""
