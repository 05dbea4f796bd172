from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "genjin.service"
    label = "service"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded.
        from genjin.service.letters import counting, definition, entries, last_look  # noqa: F401
