"""Everything that a school leader decides: asked for, looked through, decided, explained."""
