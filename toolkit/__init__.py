"""Measure how news outlets portray actors over time, and trace every number to its sentences."""
