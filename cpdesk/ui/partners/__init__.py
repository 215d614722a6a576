"""Who the partners are, what their contracts cover, and whether they may work here today."""
