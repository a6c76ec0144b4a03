"""How right sentiment toward a target is: one module a question, one function a measure.

Every measure takes arrays and returns numbers; what they are computed for is decided in
``tests/benchmarks/target_sentiment.py``, which prints them.
"""
