"""Signal or noise: limits, intervals and tests as pure functions over plain numbers.

What is compared exactly is held exactly, as fractions: a point on a line is on it, never a hair
above. Chances and intervals are floats.
"""
