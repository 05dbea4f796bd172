from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "genjin.leads"
    label = "leads"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded; a worker knows the handlers that are imported here.
        from genjin.leads import definition, selection  # noqa: F401
