from tests.cast import cast
from tests.selling_setting import defaults

__all__ = ["cast", "defaults"]
