"""What words are known: the gazetteer of actors, and the word lists."""
