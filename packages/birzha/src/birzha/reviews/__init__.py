"""Reviews: what people who have worked together say of one another."""
