"""Every error and warning the toolkit raises: what is wrong, where, and how to mend it.

A message is one sentence that names the file and the row where they are known,
and ends with what the reader can do about it. The command line prints that
sentence and exits with status 2.
"""

from __future__ import annotations

from pathlib import Path


class ToolkitError(ValueError):
    """Base of all errors that a user can mend.

    Parameters
    ----------
    problem
        What is wrong, as a sentence without its full stop.
    mend
        What to do about it.
    file
        The file it was found in, if there is one.
    row
        The row, line or record in that file, counted from 1.

    Examples
    --------
    >>> print(MissingColumn("no column of text", mend="name it in mapping=", file="a.csv", row=1))
    a.csv, row 1: no column of text. Mend: name it in mapping=.
    """

    def __init__(
        self,
        problem: str,
        *,
        mend: str,
        file: str | Path | None = None,
        row: int | None = None,
    ) -> None:
        self.problem = problem
        self.mend = mend
        self.file = None if file is None else str(file)
        self.row = row
        super().__init__(str(self))

    def __str__(self) -> str:
        """Give the place, the problem and the mend as one line."""
        place = ", row ".join(str(part) for part in (self.file, self.row) if part is not None)
        start = f"{place}: " if place else ""
        return f"{start}{self.problem.rstrip('.')}. Mend: {self.mend.rstrip('.')}."


class PathNotFound(ToolkitError):
    """A path or glob that matches nothing."""


class UnreadableFile(ToolkitError):
    """A file that cannot be opened or decoded at all."""


class EmptyCorpus(ToolkitError):
    """A folder or file that holds no usable article."""


class OtherConversion(ToolkitError):
    """A folder that was converted from other files, or with other settings."""


class MissingColumn(ToolkitError):
    """A source without a column that an article cannot do without."""


class WrongTable(ToolkitError):
    """A table handed to a step that it was not made for."""


class BrokenCodebook(ToolkitError):
    """A codebook that cannot be read, or says two things at once."""


class UnknownName(ToolkitError):
    """An actor, measure, period, voice or back end that does not exist here."""


class ToolkitWarning(UserWarning):
    """Something that was done for the user and should be known."""


class SetAsideWarning(ToolkitWarning):
    """Records of the source could not be used."""
