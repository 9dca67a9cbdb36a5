"""White and black lists: with whom a person wants to work and with whom not, in groups; and private notes about people."""
