"""The service on a computer: what is put where, shown before it is done, done again without harm, and taken away."""
