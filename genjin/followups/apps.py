from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "genjin.followups"
    label = "followups"

    def ready(self) -> None:
        # The registry may only be filled once models are loaded.
        from genjin.followups import definition, moments  # noqa: F401
        from genjin.followups.handover import verb  # noqa: F401
        from genjin.followups.sampling import drawing, judging  # noqa: F401
