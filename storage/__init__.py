"""Floor 1, the memory: the only room that speaks SQL. What leaves it is a plain value of `bot`."""
