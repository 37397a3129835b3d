"""The graph in a browser, served from this computer only."""
