"""People: who they are, what they may do, how they prove it, what their reputation is."""
