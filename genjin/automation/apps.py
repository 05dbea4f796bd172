from django.apps import AppConfig


class AutomationConfig(AppConfig):
    name = "genjin.automation"
    label = "automation"

    def ready(self) -> None:
        # Register their kinds of notice and their periodic work.
        from genjin.automation.reminders import digest, sweep  # noqa: F401
