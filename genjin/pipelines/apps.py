from django.apps import AppConfig


class PipelinesConfig(AppConfig):
    name = "genjin.pipelines"
    label = "pipelines"

    def ready(self) -> None:
        from genjin.pipelines import definition  # noqa: F401  (the registry may only be filled once models are loaded)
