"""Twins of every organ: values go in by `feed`, what the body does comes out by `latest`."""
