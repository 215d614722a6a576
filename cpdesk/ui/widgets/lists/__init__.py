"""Lists and tables over frozen records: what a row says is written down once, as a spec."""
