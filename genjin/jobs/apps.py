from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "genjin.jobs"
    label = "jobs"
