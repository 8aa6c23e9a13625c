"""What people run on a checkout: set-up, locks, training, evaluation, bench."""
