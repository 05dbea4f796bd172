"""All models of this module, where Django looks for them."""

from genjin.service.letters.models import Letter

__all__ = ["Letter"]
