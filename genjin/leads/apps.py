from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "genjin.leads"
    label = "leads"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded.
        from genjin.leads import definition  # noqa: F401
        from genjin.leads.duplicates import definition as duplicates  # noqa: F401
