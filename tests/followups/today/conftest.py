from tests.selling_setting import defaults

__all__ = ["defaults"]
