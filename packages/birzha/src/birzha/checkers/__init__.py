"""Who measures texts: the exchange's own library, or a service outside."""
