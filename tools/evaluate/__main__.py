"""`make evaluate`: every figure of every model that is shipped, from the data beside the checkout."""

import sys

from tools.evaluate import faces

if __name__ == "__main__":
    sys.exit(faces.main())
