"""Signal -> reading: what a sense concludes, pure and synchronous. Models come in as callables."""
