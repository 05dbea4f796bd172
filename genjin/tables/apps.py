from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "genjin.tables"
    label = "tables"

    def ready(self) -> None:
        from genjin.tables import statistics  # noqa: F401  (registers its schedule)
        from genjin.tables.ledger import seal  # noqa: F401  (registers its schedule)

        # Gives the engine its source of custom columns.
        from genjin.tables.records import custom_columns  # noqa: F401
