"""Tables and presentations of the term: upcoming ones, those to record, and how each went."""
