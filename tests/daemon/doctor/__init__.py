"""What the doctor finds, and what it does not do."""
