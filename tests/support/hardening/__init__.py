"""What the hardening suite (`make hardening`) is made of.

A property is a way to make samples at random (`documents`, `configurations`, …) and a judge that
says what is wrong with one of them, if anything. `campaign` runs it over many samples on all cores,
and `minimise` makes a failing sample small. `amount` says how many samples, and from which seed.
"""
