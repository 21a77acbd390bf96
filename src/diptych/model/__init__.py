"""The values that all stages share: plain, immutable, and free of input and output."""
