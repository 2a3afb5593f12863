"""How large a received spreadsheet may be. A year of referrals is a few hundred rows; these stop accidents
and bombs.
"""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 5_000_000
MAX_CELL_CHARACTERS = 131_072
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
"""All parts of a workbook together, unpacked."""
MAX_UNPACK_RATIO = 200
"""Real workbooks unpack to 5-40 times their size; a bomb to a thousand times."""
