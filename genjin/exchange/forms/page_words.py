"""What the public page says. It carries no dictionary of its own: the server sends these few phrases along."""

from __future__ import annotations

from collections.abc import Mapping

from genjin.kernel.words import Language, Words

PAGE: Mapping[str, Words] = {
    "send": Words("提交", "Send"),
    "sending": Words("正在提交", "Sending"),
    "checking": Words("正在确认你不是机器人，几秒就好", "Making sure you are not a robot: a few seconds"),
    "choose": Words("选一个", "Choose one"),
    "required": Words("必填", "required"),
    "agree": Words("我已阅读并同意", "I have read and agree"),
    "offline": Words("没有网络，填的内容还在。有网后再提交。", "No network. What you typed is still there; send it later."),
    "failed": Words("没有提交上去，填的内容还在，过一会儿再试。", "It was not sent. What you typed is still there; try again soon."),
    "thanks": Words("已收到，谢谢。我们会尽快联系你。", "Received, thank you. We will be in touch."),
    "closed": Words("这个表单已停用", "This form is closed"),
    "closed_more": Words("链接可能已换成新的，联系给你链接的人。", "The link may have been replaced: ask whoever gave it to you."),
    "removed": Words("这个表单已经撤下", "This form has been taken down"),
    "removed_more": Words("不再收集信息，谢谢你的关注。有事请联系给你链接的人。", "It collects nothing any more. Thank you for your interest: ask whoever gave you the link."),
    "trap": Words("留空", "Leave empty"),
}  # fmt: skip

_FAULTS: Mapping[str, Words] = {
    "required": Words("填上{label}", "Fill in {label}"),
    "phone": Words("这个号码不对。手机是 11 位，座机带区号", "This is not a phone number we can call"),
    "email": Words("这不是邮箱，检查 @ 和后面的部分", "This is not an e-mail address"),
    "number": Words("填一个数字", "Enter a number"),
    "money": Words("填一个金额，如 12万", "Enter an amount"),
    "date": Words("填一个日期，如 2026-03-05", "Enter a date, as in 2026-03-05"),
    "url": Words("网址以 http 开头", "A web address begins with http"),
    "too_long": Words("太长了，写短一点", "Too long: shorten it"),
    "nobody": Words("至少留一样：公司、姓名或联系方式", "Leave a company, a name or a way to reach you"),
    "consent": Words("同意后才能提交", "Agree before sending"),
    "other": Words("这一格读不懂，换个写法", "This cannot be read: put it another way"),
}


def page_words(language: Language) -> dict[str, str]:
    return {key: words.in_language(language) for key, words in PAGE.items()}


def fault_words(code: str, label: str, kind: str, language: Language) -> str:
    """What is wrong with one answer, for somebody who has never seen the product."""
    words = _FAULTS.get(code) or _FAULTS.get(kind) or _FAULTS["other"]
    return words.in_language(language).format(label=label)
