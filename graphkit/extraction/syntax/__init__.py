"""The sentence and its tree: frames, spans, and corrections of the parser."""
