from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "genjin.people"
    label = "people"

    def ready(self) -> None:
        # Registers the tables and the handler of bulk changes; importable only once the models are.
        from genjin.people import bulk_edit, definition  # noqa: F401
        from genjin.people.working import definition as working  # noqa: F401
