"""What time does: each sweep takes what is due from the rows themselves, so a lost process loses nothing."""
