"""Requests for a tool: who sees them, what is filled in, how their road is shown."""
