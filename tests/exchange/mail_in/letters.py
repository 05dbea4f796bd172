"""Mails as Chinese customers, shops and machines send them; all persons and firms are invented."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field
from email.header import Header
from email.message import EmailMessage
from typing import Any

OURS = "sales@yunjin.example"


def letter(
    text: str = "",
    *,
    sender: str = "张伟 <zhangwei@hengli.example>",
    subject: str = "询价",
    charset: str = "utf-8",
    encoding: str = "base64",
    html: str | None = None,
    message_id: str = "<a1@hengli.example>",
    **headers: str,
) -> bytes:
    """One message as on the wire. encoding: base64, quoted-printable or 8bit. headers: `list_id` as `List-Id`."""
    head = [
        f"From: {_words(sender, charset)}",
        f"To: {OURS}",
        f"Subject: {Header(subject, charset).encode()}",
        "Date: Wed, 25 Nov 2026 09:12:00 +0800",
        f"Message-ID: {message_id}",
        "MIME-Version: 1.0",
        *(f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()),
        f"Content-Type: text/{'plain' if html is None else 'html'}; charset={charset}",
        f"Content-Transfer-Encoding: {encoding}",
    ]
    body = (text if html is None else html).encode(charset)
    if encoding == "base64":
        body = base64.encodebytes(body)
    elif encoding == "quoted-printable":
        body = quopri.encodestring(body)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _words(sender: str, charset: str) -> str:
    name, _, address = sender.rpartition(" <")
    return f"{Header(name, charset).encode()} <{address}" if name else sender


def with_files(text: str, html: str, files: dict[str, bytes], **headers: str) -> bytes:
    """Text and HTML side by side, and files beside them."""
    made = EmailMessage()
    made["From"], made["To"] = headers.get("sender", "李思雨 <li@lanshi.example>"), OURS
    made["Subject"], made["Message-ID"] = headers.get("subject", "模具图纸"), "<files@lanshi.example>"
    made["Date"] = "Wed, 25 Nov 2026 09:12:00 +0800"
    made.set_content(text)
    made.add_alternative(html, subtype="html")
    for name, content in files.items():
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


@dataclass(frozen=True)
class Case:
    """cells: what must be read, exactly. without: texts that may stand in no cell."""

    name: str
    raw: bytes
    cells: dict[str, Any]
    without: tuple[str, ...] = ()
    is_form: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


SIGNED = "您好，\n我们需要 6308 轴承 200 套，请报价。\n\n张伟 | 采购经理 | 无锡恒砺精密有限公司 | 13812346021"
PLAIN_CELLS = {
    "contact": "张伟", "title": "采购经理", "company": "无锡恒砺精密有限公司", "mobile": "13812346021",
    "email": "zhangwei@hengli.example", "need": "我们需要 6308 轴承 200 套，请报价。",
}  # fmt: skip

CASES = (
    Case("one-line signature", letter(SIGNED), PLAIN_CELLS),
    Case("gb2312 that holds more than gb2312", letter(SIGNED.replace("张伟", "张喆"), charset="gb18030").replace(
        b"gb18030", b"gb2312"), {**PLAIN_CELLS, "contact": "张喆"}),
    Case("gb18030, quoted-printable", letter(SIGNED, charset="gb18030", encoding="quoted-printable"), PLAIN_CELLS),
    Case("8 bit without a charset", letter(SIGNED, charset="gb18030", encoding="8bit").replace(
        b"; charset=gb18030", b""), PLAIN_CELLS),
    Case("utf-8 that says gbk", letter(SIGNED, encoding="8bit").replace(b"charset=utf-8", b"charset=utf8"), PLAIN_CELLS),
    Case("signature in lines after a dash line", letter(
        "你好，想了解贵司减速机的价格和交期。\n\n--\n王芳\n采购主管\n苏州澜石自动化设备有限公司\n手机：139 1234 8876\n电话：0512-68881234\n"
        "传真：0512-68881235\n邮箱：wangfang@lanshi.example\n地址：苏州工业园区星湖街 328 号",
        sender="wangfang@lanshi.example", subject="减速机询价"),
        {"contact": "王芳", "title": "采购主管", "company": "苏州澜石自动化设备有限公司", "mobile": "13912348876",
         "phone": "0512-68881234", "email": "wangfang@lanshi.example", "address": "苏州工业园区星湖街 328 号"},
        ("68881235",)),
    Case("regards, then a card", letter(
        "附件是图纸，请报 500 件的价格。\n谢谢！\n\n陈建国 工程师\n常州启明电机厂\nTel: 0519-85556677",
        sender="陈工 <chen@qiming.example>"),
        {"contact": "陈建国", "company": "常州启明电机厂", "phone": "0519-85556677", "email": "chen@qiming.example",
         "need": "附件是图纸，请报 500 件的价格。"}),
    Case("no signature, the sentence says who", letter(
        "您好，我是宁波海川泵业有限公司的刘洋，想订 30 台磁力泵，电话13700137000，尽快联系我。",
        sender="hc_pump@163.example"),
        {"company": "宁波海川泵业有限公司", "contact": "刘洋", "mobile": "13700137000", "email": "hc_pump@163.example"}),
    Case("our own name is not the customer's", letter(
        "云锦机电有限公司：\n我司是扬州天元食品机械有限公司，需要输送线 2 条。\n\n赵敏\n13655556666", sender="赵敏 <zhao@ty.example>"),
        {"company": "扬州天元食品机械有限公司", "contact": "赵敏", "mobile": "13655556666"}),
    Case("name from the sender alone", letter("急需 20 台 5.5kW 电机，多少钱？", sender="孙丽 <sunli@qq.example>"),
        {"contact": "孙丽", "email": "sunli@qq.example", "need": "急需 20 台 5.5kW 电机，多少钱？"}),
    Case("company and name in the sender", letter("请寄一份样本。", sender="南通瀚海冷链设备有限公司 周涛 <zt@hanhai.example>"),
        {"company": "南通瀚海冷链设备有限公司", "contact": "周涛"}),
    Case("English name", letter("Please quote 100 pcs of 6205.", sender="Wei Zhang <wei@parts.example>"),
        {"contact": "Wei Zhang", "email": "wei@parts.example"}),
    Case("the answered mail is cut off", letter(
        "可以，请按 300 套报价。\n\n张伟 13812346021\n\n------------------ 原始邮件 ------------------\n发件人: 云锦销售 <sales@yunjin.example>\n"
        "发送时间: 2026年11月20日\n主题: 报价\n\n电话 400-888-9999，负责人林小满 13500001111", subject="回复：报价"),
        {"contact": "张伟", "mobile": "13812346021", "need": "可以，请按 300 套报价。"}, ("13500001111", "林小满")),
    Case("outlook's header block", letter(
        "价格能再低点吗？\n\n王强\n13900139000\n\n发件人: 林小满\n发送时间: 2026年11月21日 10:00\n收件人: 王强\n主题: 报价单\n\n单价 120 元",
        sender="王强 <wq@huaxin.example>", subject="答复: 报价单"),
        {"contact": "王强", "mobile": "13900139000"}, ("120 元", "林小满")),
    Case("quotation by angle brackets", letter(
        "收到，型号改为 6310。\n\n在 2026年11月20日，林小满 <lin@yunjin.example> 写道：\n> 型号 6308 现货\n> 13500001111",
        sender="李强 <lq@dy.example>"), {"contact": "李强"}, ("6308", "13500001111")),
    Case("small print is cut off", letter(
        "请报 10 台空压机。\n\n郭磊 合肥中科动力有限公司 13988887777\n\n保密声明：本邮件及其附件含有合肥中科动力有限公司的保密信息，仅限于发送给上面列出的人。",
        sender="郭磊 <gl@zk.example>"),
        {"company": "合肥中科动力有限公司", "contact": "郭磊", "mobile": "13988887777"}, ("保密声明",)),
    Case("phone greeting is cut off", letter("要 5 台样机\n吴刚 13611112222\n\n发自我的iPhone", sender="吴刚 <wg@qq.example>"),
        {"contact": "吴刚", "mobile": "13611112222", "need": "要 5 台样机"}, ("iPhone",)),
    Case("HTML alone", letter(
        html="<html><head><style>p{color:red}</style><title>x</title></head><body><p>您好：</p><div>需要&nbsp;<b>3 吨</b>不锈钢板，请报价。</div>"
        "<script>alert('13500001111')</script><p>--</p><p>马超</p><p>佛山金信不锈钢有限公司</p><p>手机 13722223333</p></body></html>",
        sender="马超 <mc@jx.example>", subject="不锈钢板"),
        {"contact": "马超", "company": "佛山金信不锈钢有限公司", "mobile": "13722223333", "need": "需要 3 吨不锈钢板，请报价。"},
        ("alert", "13500001111", "color")),
    Case("HTML quotation", letter(
        html="<div>同意，请发合同。</div><div>高洁 13844445555</div><blockquote><div>林小满 13500001111</div></blockquote>",
        sender="高洁 <gj@bf.example>", subject="Re: 合同"), {"contact": "高洁", "mobile": "13844445555"}, ("13500001111",)),
    Case("a shop's form in lines", letter(
        "您有一条新的询盘\n姓名：何平\n电话：13512340000\n公司：东莞宏图塑胶制品有限公司\n邮箱：heping@hongtu.example\n产品：注塑机 HTF-160\n"
        "留言：想了解 160T 的价格，\n最好下周能来厂里看看。\n来源页面：/products/htf160",
        sender="网站通知 <noreply@shop.example>", subject="新询盘"),
        {"contact": "何平", "mobile": "13512340000", "company": "东莞宏图塑胶制品有限公司", "email": "heping@hongtu.example",
         "products": "注塑机 HTF-160", "need": "想了解 160T 的价格，\n最好下周能来厂里看看。", "remarks": "来源页面：/products/htf160"},
        is_form=True),
    Case("a form as a table", letter(
        html="<table><tr><td>您的姓名</td><td>罗敏</td></tr><tr><td>联系电话</td><td>0755-26668888</td></tr><tr><td>公司名称</td>"
        "<td>深圳光启光电有限公司</td></tr><tr><td>咨询内容</td><td>激光器 5 台报价</td></tr></table>",
        sender="system@site.example", subject="网站留言"),
        {"contact": "罗敏", "phone": "0755-26668888", "company": "深圳光启光电有限公司", "need": "激光器 5 台报价"}, is_form=True),
    Case("a form in brackets", letter(
        "【姓名】唐欣\n【手机】13433334444\n【公司】成都蜀源环保科技有限公司\n【需求】水泵 12 台", sender="noreply@alibuy.example"),
        {"contact": "唐欣", "mobile": "13433334444", "company": "成都蜀源环保科技有限公司", "need": "水泵 12 台"}, is_form=True),
    Case("a form in English, the customer in Reply-To", letter(
        "Name: Li Na\nCompany: Qingdao Haier Parts Ltd\nPhone: +86 138 0532 1234\nMessage: Need 40 gear boxes",
        sender="no-reply@site.example", reply_to="lina@parts.example", subject="New enquiry"),
        {"contact": "Li Na", "company": "Qingdao Haier Parts Ltd", "need": "Need 40 gear boxes"}, is_form=True,
        extra={"address": "lina@parts.example"}),
    Case("passed on by a colleague", letter(
        "\n\n---------- 转发的邮件 ---------\n发件人: 秦岚 <qinlan@xy.example>\n日期: 2026年11月24日\n主题: 询价\n收件人: 林小满 <lin@yunjin.example>\n\n"
        "要 60 台变频器，请报价。\n\n秦岚\n西安向阳电气有限公司\n13992221111", sender="林小满 <lin@yunjin.example>", subject="转发: 询价"),
        {"contact": "秦岚", "company": "西安向阳电气有限公司", "mobile": "13992221111", "email": "qinlan@xy.example",
         "need": "要 60 台变频器，请报价。"}, ("林小满",)),
    Case("text, HTML and files", with_files(
        "图纸见附件，请报价。\n\n李思雨 13912345678\n苏州澜石精密模具有限公司", "<p>图纸见附件</p>", {"图纸.dwg": b"\0" * 2_000, "../../清单.xlsx": b"PK"}),
        {"contact": "李思雨", "company": "苏州澜石精密模具有限公司", "mobile": "13912345678"},
        extra={"attachments": ("图纸.dwg", ".._.._清单.xlsx")}),
    Case("nothing but a subject", letter("", subject="求购二手车床 3 台", sender="许可 <xuke@lathe.example>"),
        {"contact": "许可", "need": "求购二手车床 3 台"}),
)  # fmt: skip

NEWSLETTER = letter("本期精选：十大新品", sender="行业周刊 <news@weekly.example>", subject="行业周刊第 38 期",
                    list_unsubscribe="<https://weekly.example/u>", message_id="<n38@weekly.example>")  # fmt: skip
BULK = letter("双十一大促", sender="促销 <promo@mall.example>", precedence="bulk", message_id="<p@mall.example>")
AUTO_REPLY = letter(
    "您好，我正在休假。", subject="自动回复：报价", auto_submitted="auto-replied", message_id="<ar@x.example>"
)
BOUNCE = letter("550 no such user", sender="MAILER-DAEMON@mx.example", subject="退信", message_id="<b@mx.example>")
NOTICE = letter(
    "您的备份已完成", sender="backup@nas.example", auto_submitted="auto-generated", message_id="<bk@nas.example>"
)
OWN = letter("测试", sender=OURS, message_id="<own@yunjin.example>")
