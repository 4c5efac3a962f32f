"""Wires the rooms: one machine now; no logic of its own."""
