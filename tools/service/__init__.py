"""`make test-service`: the service under a real systemd, in a container: killed, wedged, out of disk, taken away."""
