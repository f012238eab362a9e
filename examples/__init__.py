"""Demo data of Rapport: an invented vendor, its customers, and two years of dealings with them."""
