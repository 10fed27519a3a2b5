"""Faults F1 to F16: what may befall a board, done to it for real, and what must hold afterwards."""
