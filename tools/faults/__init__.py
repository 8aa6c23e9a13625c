"""Every fault of the robot, struck on its twins while the daemon lives, and what came of it: `make faults`."""
