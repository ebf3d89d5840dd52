"""How PCP bot compares with the barest thing that does the same, within one run."""
