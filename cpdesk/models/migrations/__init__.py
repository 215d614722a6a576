"""How files of an older version are brought up to date. Alembic runs `env.py` and the
`versions`."""
