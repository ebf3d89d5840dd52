"""What leads type in, figures and entries out; nothing is ever guessed."""
