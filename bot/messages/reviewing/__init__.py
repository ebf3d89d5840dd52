"""What editors read and press: cards, the queue, and the forms behind their buttons."""
