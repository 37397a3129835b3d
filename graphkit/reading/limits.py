"""What a stranger's file may cost: size after unpacking, number of files, nesting, time.

Each breach is an `InputError` that names the limit; docs/inputs.md tells them to users.
"""

from __future__ import annotations

MAX_BYTES = 32 << 20
"""The most bytes of one document: some 300,000 sentences. Rows of a batch count one by one."""

MAX_PAGE_BYTES = 8 << 20
"""The most bytes of a page: a parsed page takes many times its own size."""

MAX_TREE_BYTES = 64 << 20
"""The most bytes of one XML file or JSON document, which are read as a whole."""

MAX_XML_DEPTH = 200
MAX_XML_NODES = 2_000_000
"""Elements of an XML file; each takes some hundred bytes of memory."""

MAX_LAYERS = 4
"""How deep files may be packed in one another: .gz in .tar in .gz in .zip."""

MAX_MEMBERS = 200_000
"""The most files out of one archive."""

MAX_MEMBER_BYTES = 512 << 20
"""The most bytes of a file inside an archive, where it must be held as a whole."""

FREE_UNPACKED = 64 << 20
MAX_RATIO = 200
"""What comes out of a file may be `MAX_RATIO` times its size, and `FREE_UNPACKED` in any case.

Text packs to a fifth; a bomb to a thousandth."""

MAX_PDF_PAGES = 5_000
MAX_PDF_SECONDS = 120
