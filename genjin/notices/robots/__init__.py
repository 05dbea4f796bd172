"""Robots of chat groups: 企业微信, 钉钉, 飞书."""
