from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "genjin.leads"
    label = "leads"

    def ready(self) -> None:
        from genjin.leads import definition, enquiries  # noqa: F401  (the registry may only be filled once models are loaded)
