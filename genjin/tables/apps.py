from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "genjin.tables"
    label = "tables"
