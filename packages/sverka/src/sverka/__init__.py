"""Text checks that a content exchange lives on, as a library of its own."""
