from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "genjin.notices"
    label = "notices"
