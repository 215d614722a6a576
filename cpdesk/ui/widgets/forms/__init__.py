"""Forms said once: a spec of fields over a frozen record, a view of it, and the frame around it."""
