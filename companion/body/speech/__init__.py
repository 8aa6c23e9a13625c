"""Speech engines: other people's programs that turn a sentence into sound, each kept at arm's length as a child."""
