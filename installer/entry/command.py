"""Where the built command line starts."""

from caseapp.__main__ import main

main()
