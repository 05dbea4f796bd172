from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "genjin.jobs"
    label = "jobs"

    def ready(self) -> None:
        from genjin.jobs import schedule  # noqa: F401  (registers its own housekeeping)
