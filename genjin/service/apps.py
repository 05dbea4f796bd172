from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "genjin.service"
    label = "service"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded.
        from genjin.service.letters import counting, definition, entries, last_look  # noqa: F401
        from genjin.service.mailings import definition as mailings  # noqa: F401
        from genjin.service.mailings import sending  # noqa: F401  (registers its handler)
        from genjin.service.templates import definition as templates  # noqa: F401
