from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "genjin.exchange"
    label = "exchange"
