"""All models of this module, where Django looks for them."""

from genjin.service.letters.models import Letter
from genjin.service.mailings.models import Mailing
from genjin.service.templates.models import MailTemplate

__all__ = ["Letter", "MailTemplate", "Mailing"]
