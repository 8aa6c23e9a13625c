"""The soak in short, and that it notices what it is there to notice."""
