"""What people know better than the text: corrections that outlive every new reading."""

from graphkit.corrections.apply import Corrections
from graphkit.corrections.edits import Edit, Entry
from graphkit.corrections.editsfile import read_edits, write_edits

__all__ = ["Corrections", "Edit", "Entry", "read_edits", "write_edits"]
