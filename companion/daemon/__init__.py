"""Where the rooms are joined: wiring, flow, supervision, the clock, and what is kept."""
