"""Ears and voice of the robot: the sound card, by way of PyAudio (PortAudio). Nothing is loaded before it is opened."""
