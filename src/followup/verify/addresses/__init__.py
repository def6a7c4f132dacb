"""What an address tells by itself: syntax, lists, slips of the keyboard."""
