"""Videos and sounds: found, checked by their heads, without metadata, with their captions."""
