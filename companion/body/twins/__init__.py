"""Twins of the robot's chips, accurate to the register, behind the same bus and pins, with faults on request."""
