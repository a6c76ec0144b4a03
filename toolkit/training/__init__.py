"""How the numbers that ship with the toolkit are made; not part of the installed package."""
