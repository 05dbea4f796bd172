from tests.jobs.conftest import mail_server
from tests.selling_setting import defaults

__all__ = ["defaults", "mail_server"]
