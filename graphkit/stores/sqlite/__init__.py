"""The tables of the embedded store and everything that reads and writes them."""
