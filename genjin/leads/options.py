"""Closed lists of the lead register that other tables of a lead use too."""

from __future__ import annotations

from genjin.kernel.words import Words
from genjin.tables.fields import Choice, Option

METHODS = Choice(
    (
        Option("phone", Words("电话", "Phone"), "teal", ("电联", "致电", "打电话", "去电", "来电")),
        Option("visit", Words("拜访", "Visit"), "blue", ("上门", "上门拜访", "实地拜访", "登门")),
        Option("wechat", Words("微信", "WeChat"), "green", ("企微", "企业微信", "wx")),
        Option("email", Words("邮件", "E-mail"), "gray", ("电邮", "mail", "email")),
        Option("meeting", Words("会议", "Meeting"), "violet", ("面谈", "视频会议", "线上会议")),
        Option("demo", Words("演示", "Demo"), "orange", ("产品演示", "样机演示")),
        Option("exhibition", Words("展会", "Exhibition"), "yellow", ("展览", "活动")),
        Option("sample", Words("寄样", "Sample"), "yellow", ("送样", "样品")),
        Option("message", Words("短信", "Text message"), "gray", ("QQ", "私信")),
        Option("other", Words("其他", "Other"), "gray", ("其它",)),
    )
)
URGENCIES = Choice(
    (
        Option("urgent", Words("紧急", "Urgent (within a week)"), "red", ("一周内",)),
        Option("soon", Words("缓急", "Soon (a week to a month)"), "orange", ("一个月内",)),
        Option("relaxed", Words("不紧急", "Not urgent (1–3 months)"), "blue", ("三个月内",)),
        Option("slow", Words("可慢反应", "Slow (over 3 months)"), "gray", ("慢反应", "三个月以上")),
    )
)
CHANNEL_KINDS = Choice(
    (
        Option("internal", Words("内部", "Internal"), "teal", ("内部渠道",)),
        Option("external", Words("外部", "External"), "blue", ("外部渠道",)),
        Option("conversion", Words("转化", "Conversion"), "violet", ("转化渠道",)),
    )
)
