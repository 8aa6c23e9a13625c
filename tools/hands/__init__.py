"""Simulated hands on a simulated coat, with known truth: what the sense of touch is tuned on and judged by."""
