"""Everything that a school leader decides: filed, reviewed, decided, explained."""
