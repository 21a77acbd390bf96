"""Build every talk in every language: `python build.py` is `diptych build`."""

import sys

from diptych.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
