"""Lengths of what people write on orders (documentation of the tasks methods)."""

LONGEST_CLIENT_COMMENT = 5000
"""The customer's own note (documentation of tasks.setClientComment)."""
LONGEST_ACCEPTANCE = 500
"""What is added to the description when a bid is accepted (documentation of tasks.setNote)."""
LONGEST_VERDICT = 5000
"""What is said when work is accepted or sent back (documentation of tasks.paidTask and tasks.cancelTask)."""
LONGEST_COMMENT = 2048
"""A comment or a bid (documentation of tasks.saveComment)."""
LONGEST_RESULT = 400_000
"""Ours: the text of a result; ten times the longest source text."""
LONGEST_TICKET = 10_000
"""Ours: why a performer should be taken off."""
MOST_NOTED = 100
"""Orders whose bids and comments are asked for at once (documentation of tasks.viewNotes)."""
