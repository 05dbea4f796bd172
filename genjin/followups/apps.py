from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "genjin.followups"
    label = "followups"

    def ready(self) -> None:
        from genjin.followups import definition  # noqa: F401  (the registry may only be filled once models are loaded)
