"""Messages and views by which a quarter is collected. Ids and what they hold: `ids.py`."""
