"""Reference data: what orders are about and in which languages, and which of it a performer takes."""
