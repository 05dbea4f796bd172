from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "genjin.exchange"
    label = "exchange"

    def ready(self) -> None:
        from genjin.exchange.exports import job  # noqa: F401  (registers its handler)
        from genjin.exchange.forms import accepting, definition  # noqa: F401  (register their handlers and table)
        from genjin.exchange.imports import checking, running  # noqa: F401  (register their handlers)
        from genjin.exchange.mail_in import definition as mailboxes  # noqa: F401  (registers its table)
        from genjin.exchange.mail_in import forgetting, polling  # noqa: F401  (register their handlers)
