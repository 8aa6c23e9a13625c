"""Organs: one small contract each, hardware drivers, simulated twins, and the one limiter of motion."""
