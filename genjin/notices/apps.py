from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "genjin.notices"
    label = "notices"

    def ready(self) -> None:
        # Registers the table of robots, what undo takes along and the senders; importable only once models are.
        from genjin.notices import delivery, withdrawal  # noqa: F401
        from genjin.notices.robots import definition, sending  # noqa: F401
