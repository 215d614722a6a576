"""CPDesk: may this person, from this partner, do this, in this building, now?"""

__version__ = "0.1.0"
