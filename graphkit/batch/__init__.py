"""Many documents at once: worker processes, results that survive, failures, progress."""
