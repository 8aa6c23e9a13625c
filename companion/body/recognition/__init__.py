"""Recognition: from speech to words in a child process, by vosk where it is installed, by pocketsphinx elsewhere."""
