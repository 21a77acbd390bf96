"""A talk's slides made whole: citations numbered, variables filled."""
