"""The outbox: to whom each notice goes, and how far it has come. Delivering it is `api/outbox/`."""
