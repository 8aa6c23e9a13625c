"""Recognition: from speech to a sentence in a child process, by vosk where it is installed, by pocketsphinx elsewhere."""
