from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "genjin.people"
    label = "people"

    def ready(self) -> None:
        # Registers the tables; importable only once the models are.
        from genjin.people import definition  # noqa: F401
