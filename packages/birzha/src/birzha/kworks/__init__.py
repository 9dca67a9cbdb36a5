"""Services with a fixed price: performers describe them, moderators read them, everybody finds them."""
