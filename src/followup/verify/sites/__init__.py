"""What a website is: how it is reached, what its pages are, and whose."""
