"""`make test-arm64`: the wheel in a Debian for arm64, under qemu: the same scenes, and models within one step."""
