from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "genjin.followups.today"
    label = "today"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded.
        from genjin.followups.today import definition  # noqa: F401
