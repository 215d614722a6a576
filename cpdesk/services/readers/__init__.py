"""Files from outside: read within bounds, with a fault for everything that is wrong in them."""
