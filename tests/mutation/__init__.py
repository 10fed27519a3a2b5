"""Mutation testing: which small faults in our code would no test notice?"""
