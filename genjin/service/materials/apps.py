from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "genjin.service.materials"
    label = "materials"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded.
        from genjin.service.materials import brief, definition  # noqa: F401
