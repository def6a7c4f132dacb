"""Would a mail arrive? The address with its domain, and the mailbox, asked politely."""
