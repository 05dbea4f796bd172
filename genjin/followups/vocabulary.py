"""The words by which a follow-up text is read. Rules from the language, not from any one text."""

from __future__ import annotations

import re

CLAUSE_END = re.compile(r"[，,。；;！!？?\n]+")

# Plans to meet or speak, with the method that the word implies.
PLAN_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "visit",
        re.compile(
            r"拜访|上门|登门|去厂里|去现场|到厂|到现场|过去(?:一趟|看|谈|聊)?|过来|再去|见面|面访|去[^，,。；;]{0,4}(?:厂|公司|现场|单位)里?"
        ),
    ),
    ("demo", re.compile(r"演示|看样机|看设备")),
    ("meeting", re.compile(r"开会|会议|面谈|面聊|碰头|视频会")),
    ("wechat", re.compile(r"微信(?:联系|聊|沟通|问)?")),
    ("email", re.compile(r"邮件(?:联系|沟通|跟进)")),
    ("phone", re.compile(r"打电话|电话|致电|打给|回电|再打|让[^，,。；;]{0,6}打|电联")),
    ("", re.compile(r"再?联系|回访|再[说聊谈问约]|跟进|约[一下]?")),
)
# Meeting somebody is a plan even when something is brought along; speaking to deliver something is not.
MEETING_METHODS = frozenset({"visit", "demo", "meeting"})

OUR_ACTS = re.compile(
    r"(?:发|寄|送|出|做|给|提供|准备|整理|回复|答复|申请|报|安排|补|传|改|更新|带)"
    r"[^，,。；;]{0,14}?"
    r"(?:报价|价格|特价|样品|样件|样机|样|方案|资料|合同|协议|目录|案例|选型表|清单|参数|发票|货|装机|培训|答复|彩页|技术|对比)"
    r"|(?:报价|样品|样件|方案|资料|合同|目录|案例|参数|发票)[^，,。；;]{0,6}?(?:发|寄|送|给|传)(?:过去|给|他|她|客户|对方|到)"
    r"|[答回]复(?:客户|他|她|对方)|回他|回她|发货|申请(?:特价|折扣|特批)|派人|约技术|(?:发|寄|送)[^，,。；;]{0,6}(?:合同|册|单|机)"
    r"|(?<=我)(?:[们方司])?[^，,。；;]{0,8}?(?P<said>(?:发|寄|送|回|出|做|改|报)(?![了过]))"
)
THEIR_ACTS = re.compile(
    r"审批|走流程|走OA|盖章|付款|付[首尾]款|打款|[付打]定金|付预付|定款式|挂网|图纸[^，,。；;]{0,5}给|给[^，,。；;]{0,3}(?:执照|资料|数据|授权)|内部(?:讨论|开会|过会|评审|商量)|给(?:我们)?(?:图纸|参数|清单|答复|回复|消息|准信)"
    r"|给出|确认|回复(?:我们)?|答复(?:我们)?|出测试结果|测试结果|发(?:给)?我们|寄(?:给|回)我们|联系我们?"
)
THEIR_SUBJECT = re.compile(
    r"客户|对方|他们|她们|他|她|甲方|采购|财务|技术部|[\u4e00-\u9fff](?:总|工|经理|主任|老师|科长|部长|厂长)"
)
OUR_SUBJECT = re.compile(r"我们|我方|我(?!们)|我司|这边")
# Somebody asks us, or we set out to: a promise also without a time.
ASKED = re.compile(r"[让要请叫]我[们方]?|回去|待[申报做出]|约技术")
# A contact told as done is no plan.
REPORTED = re.compile(r"(?:联系|拜访|回访|见面|打|见|聊|谈|加|跑|到)(?:了|过(?!去|来))|打过去是")
# 周二联系我: a call that they promised is theirs.
THEIR_CALL = re.compile(r"联系我|给我电话|打给我|找我们?")
# What has been done is no promise.
DONE = re.compile(
    r"(?:已经?|刚|都)[发寄送给付出报做确]|(?:发|寄|送|付|盖|做|报|出|确认|审批|回复|付款|打款)(?:完|好)?了|过了"
)
VAGUE = re.compile(r"考虑|等通知|有需要|需要时|再看|看看")

OUTCOME_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "unreachable",
        re.compile(
            r"未接|没接|无人接|没人接|关机|空号|停机|占线|拒接|秒挂|打不通|联系不上|没联系上|没回(?!复方案)|未读|拉黑|不在服务区"
        ),
    ),
    (
        "purchased",
        re.compile(
            r"已经?(?:购买|采购|买|下单|付款|签约|签合同)|买了|下单了|签了合同|合同签了|付款了|款到了|选了别家|用了别家"
        ),
    ),
    (
        "not_needed",
        re.compile(r"不需要|没有?需求|不考虑|没兴趣|暂不|不用了|不打算|没计划|有固定供应商|不换|不做了|拒绝"),
    ),
    (
        "visit_requested",
        re.compile(
            r"(?:要求|让|叫|请|希望|想(?:让|请)?)我们?[^，,。；;]{0,8}(?:上门|过去|拜访|来一趟|去一趟|到现场|到厂)|要求(?:上门|拜访)|想见我们|约我们"
        ),
    ),
    (
        "current",
        re.compile(
            r"要(?:报价|样品|方案|合同|资料)|询价|问(?:价|报价|交期|账期|合同|付款)|试用|试机|打样|谈合同|谈价|压价|嫌(?:价|贵)|降价|折|认可|急用|急需"
            r"|预算|要订|[急要]要?\d|需要\d|感兴趣|再降|谈妥|要我们出|压我|招标|比价|账期|交期|付款方式|分期"
        ),
    ),
    (
        "future",
        re.compile(
            r"(?:明年|年底|下半年|下季度|以后|后续|将来|过(?:段|阵)时间)[^，,。；;]{0,10}(?:要|需要|采购|上|换|扩|做|考虑|计划|启动)|扩产"
        ),
    ),
    ("recontact", re.compile(r"再(?:联系|聊|说|谈|打|约|问)|考虑一下|在忙|在开会|回头|晚点|改天|出差")),
)

SIGNAL_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("contract", re.compile(r"合同(?:条款|细节|模板|草案|范本|文本)?|框架协议|协议条款")),
    ("payment", re.compile(r"付款方式|付款条[件款]|账期|分期|月结|按月付|预付款?|定金|押金|首付|付款\d")),
    (
        "delivery",
        re.compile(
            r"实施周期|交货?期|货期|工期|多久(?:能)?(?:到|交|发)货?|备件[^，,。；;]{0,6}周期|有现货|最快几天|几天到货|能不能到|来得及"
        ),
    ),
    ("trial", re.compile(r"试用|试机|试样|打样|试点|试单|小批量|trial|要样[品件]|样[品件]试")),
    (
        "site_visit",
        re.compile(
            r"实地考察|考察|参观|来厂|(?:看|去)[^，,。；;]{0,4}(?:工厂|车间|测试台|样板)|要求(?:上门|拜访)|想见我们"
        ),
    ),
    ("executive", re.compile(r"高层对接|董事长|总经理|CEO|一把手|大老板|老板(?:要|想|也|亲自)|副总")),
    (
        "compare",
        re.compile(
            r"比价|拿[^，,。；;]{0,8}报价压|别家比|对比(?:了|过)?[^，,。；;]{0,8}|比[^，,。；;]{1,8}(?:好|强|稳|合适)|(?:三|几|两)家比"
        ),
    ),
    (
        "budget",
        re.compile(
            r"预算(?:批|下来|已|申请|有)[^，,。；;]{0,4}|预算(?:大概|大约|约)?[\d一二三四五六七八九十]+万?|批预算|立项"
        ),
    ),
)
SIGNAL_NAMES: dict[str, tuple[str, str]] = {
    "contract": ("问合同", "asks about the contract"),
    "payment": ("谈付款", "discusses payment"),
    "delivery": ("问交期", "asks about delivery"),
    "trial": ("要试用", "wants a trial"),
    "site_visit": ("要求拜访或考察", "wants a visit"),
    "executive": ("高层参与", "top management joins"),
    "compare": ("在比较", "compares vendors"),
    "budget": ("预算有动静", "budget is moving"),
}
NEGATED = re.compile(r"(?:没有?|不要|无需|不用|未|暂无|不谈|没提|已签|签了)[^，,。；;]{0,3}$")
# 合同到2026-03 is when a competitor's contract ends, 合同已签 is past.
PAST_CONTRACT = re.compile(r"^(?:到|签到|期|跟现在|还没到|已签|签了|号)")
