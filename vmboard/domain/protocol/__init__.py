"""The protocol: what pages' scripts and the server say to each other, verb by verb, with the keys of each."""
