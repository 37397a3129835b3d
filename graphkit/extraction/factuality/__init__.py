"""How what is said is meant: who claims it, whether it is so, planned or only possible."""
