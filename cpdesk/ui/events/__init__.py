"""Tables and presentations of the term: what is ahead, what wants a note, and how each went."""
