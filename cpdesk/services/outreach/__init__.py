"""Tables, presentations, and photo releases: what was allowed, and how it went."""
