"""Build every talk in every language: `python build.py` is `diptych build`."""

import sys

from diptych.__main__ import run

if __name__ == "__main__":
    run(["build", *sys.argv[1:]])
