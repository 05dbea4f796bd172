from django.apps import AppConfig


class LeadsConfig(AppConfig):
    name = "genjin.leads"
    label = "leads"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded; merging adds to what the others declare, and a worker
        # knows the handlers that are imported here.
        from genjin.leads import definition, enquiries, selection  # noqa: F401
        from genjin.leads.assigning import escalating, routes  # noqa: F401
        from genjin.leads.duplicates import definition as duplicates  # noqa: F401
        from genjin.leads.merging import definition as merging  # noqa: F401
        from genjin.leads.pool import definition as pool  # noqa: F401
