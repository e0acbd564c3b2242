"""The look made real: base page, components, stylesheet, charts, error pages. Knows nothing of authorities' data."""
