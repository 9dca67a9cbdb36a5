"""Articles: finished texts for sale, from an author's draft to a customer's archive."""
