"""What is learned of a domain: its mail, its names, how its mail travels, who registered it and when."""
