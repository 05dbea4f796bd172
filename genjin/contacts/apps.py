from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "genjin.contacts"
    label = "contacts"

    def ready(self) -> None:
        from genjin.contacts import definition  # noqa: F401  (the registry may only be filled once models are loaded)
