"""Questions answered over any store by its contract alone."""
