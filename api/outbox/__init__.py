"""Delivering what stands in the outbox: to webhooks and by mail, in the background or once."""
