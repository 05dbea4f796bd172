from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "genjin.tables"
    label = "tables"

    def ready(self) -> None:
        # Gives the engine its source of custom columns.
        from genjin.tables.records import custom_columns  # noqa: F401
