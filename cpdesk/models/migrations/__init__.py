"""How older files become what this program reads. Alembic runs `env.py` and the `versions`."""
