"""What single values mean: company names, telephone numbers, mailboxes, money, days, titles."""
