"""What is made once for all browser tests of a process."""

from tests.browser.record_setting import settled_folder

__all__ = ["settled_folder"]
