"""What every stage shares: plain immutable values, without input or output."""
