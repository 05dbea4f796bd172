from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "genjin.sample"
    label = "sample"

    def ready(self) -> None:
        # Registers the job and what first run does for "look at a sample team".
        from genjin.sample import fill  # noqa: F401
