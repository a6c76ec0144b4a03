"""Grammar: how the words of a sentence are tied to a name, and what they imply of it."""
