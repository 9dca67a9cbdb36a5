"""Orders: from a draft to payment, with bids, comments, results and refusals."""
