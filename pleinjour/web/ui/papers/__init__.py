"""Papers for people to agree on and to read: one content, written as a page, as PDF/UA and as OpenDocument text."""
