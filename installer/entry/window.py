"""Where the built window starts."""

import sys

from ui.__main__ import main

sys.exit(main())
