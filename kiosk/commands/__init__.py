"""The commands of the command line, a module each, loaded only when called for.

A module has `options(parser)`, which adds its own options, and `run(call)`, which returns the exit
status: 0 done, 1 not done, 2 wrong usage.
"""
