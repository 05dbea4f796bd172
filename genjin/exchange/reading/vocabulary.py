"""The words that head columns in Chinese, traditional Chinese and English sheets.

The exact ones stand in `header_words.csv`, in the form that `headers.fold_header` gives: simplified, lower case, no
brackets, marks or blanks. A header may stand for several fields, the likelier first; the values of the column then
decide. One without fields says nothing about a lead and is not imported.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "header_words.csv"


@cache
def exact_headers() -> dict[str, tuple[str, ...]]:
    """Folded header → the fields it may mean."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["header"]: tuple(row["fields"].split()) for row in csv.DictReader(lines)}


_NUMBERS = r"^(?:序|编)号|编码$|编号$|id$|^内部|单价|数量|税|折扣|成本|回款|已付|欠款|余额"
_NEXT = r"(?:下次|约访|约见|下一次|下一步|下步|计划|预约|待|next)"
_LAST = r"(?:最近|最后|上次|上一次|last)"
_TALK = r"跟进|联系|回访|拜访|联络|沟通|followup|contact|call|activity"
_WHEN = r"时间|日期|date|time|at$|on$"
_BEGUN = (
    r"创建|录入|登记|注册|提交|添加|收集|留资|建档|导入|新增|填[表写]|报名|获取|获客|入库"
    r"|询盘|咨询|来访|首次|采集|扫描|扫码|领取|建立|接触|录单|进线|首联|首访"
)
_BEGUN_ENGLISH = r"creat|submi|register|added|entry|inquir|received|signup"
_FIRM = r"公司|企业|单位|工厂|厂家|客户|商家|机构|店铺|组织|业主"

# For headers that are in no list, tried in this order; no fields: not imported.
PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_NUMBERS + r"|fax|传真|邮编|网址|官网地址|性别|qq|打印|开票|发票|付款日|审批|审核|复核|司机|身份证|^财务$", ()),
    (rf"{_NEXT}.*(?:{_WHEN}|{_TALK})", ("next_follow_at",)),
    (rf"{_LAST}.*(?:{_TALK}).*(?:记录|内容|情况|摘要|结果)", ("followups",)),
    (rf"{_LAST}.*(?:{_TALK})", ("last_contact_at",)),
    (r"(?:跟进|回访|联系|拜访|沟通).*(?:截止|期限|提醒)|(?:截止|提醒).*(?:跟进|回访|联系)", ("next_follow_at",)),
    (r"更新|修改|update|modif", ()),
    (rf"(?:分配|分派|派单|assign).*(?:{_WHEN})", ("assigned_at",)),
    (r"预计.*(?:成交|签约|签单|下单|采购).*(?:时间|日期|月)|clos.*date", ("expected_close",)),
    (rf"(?:{_BEGUN}).*(?:{_WHEN})|(?:{_BEGUN_ENGLISH}).*(?:{_WHEN})", ("created_at",)),
    (r"(?:联系人|联络人).*(?:职务|职位|岗位|头衔|职称)", ("title",)),
    (r"(?:联系人|联络人).*(?:邮箱|邮件|email)", ("email",)),
    (r"(?:联系人|姓名).*(?:电话|手机|方式)", ("contact", "mobile", "phone")),
    (r"(?:采购|对方|客户方|甲方).*(?:人|负责人)$", ("contact",)),
    (r"微信|wechat|weixin", ("wechat",)),
    (r"手机|手提|移动电话|行动电话|mobile|cellphone", ("mobile",)),
    (r"座机|固话|固定电话|(?:办公|公司|单位|企业).*电话|总机|landline|office.*(?:phone|tel)", ("phone",)),
    (r"电话|联系方式|联络方式|phone|^tel", ("mobile", "phone")),
    (r"邮箱|邮件|email", ("email",)),
    (rf"(?:{_FIRM}).*(?:名称|全称|名$|抬头)|company.*name|organi[sz]ation", ("company",)),
    (
        r"(?:销售|业务|跟进|归属|所属|负责|我方|对接).*(?:人|员|销售|代表|经理|同事|顾问)|salesrep|owner|assigned",
        ("owner",),
    ),
    (r"联系人|联络人|联[系络][者员]|对接人|接口人|窗口$|contactperson|contactname|姓名$", ("contact",)),
    (r"职务|职位|岗位|头衔|jobtitle", ("title",)),
    (r"省份|省市|省区|^省|省$|province", ("province",)),
    (r"城市|地市|city", ("city",)),
    (r"地区|区域|region|territory", ("province", "city")),
    (r"地址|address", ("address",)),
    (r"(?:从哪|哪里|哪儿|怎么|如何|何处).*(?:了解|知道|得知|来)", ("source",)),
    (r"行业|产业|业别|赛道|industry|sector", ("industry",)),
    (r"来源|渠道|途径|得知|引流|source|channel|origin", ("source",)),
    (r"(?:意向|客户|线索|意愿).*(?:等级|级别|程度|分级)", ("grade",)),
    (r"阶段|状态|stage|status", ("stage",)),
    (r"规模|员工数|人数|employees|companysize", ("size",)),
    (r"(?:成交|签约).*(?:金额|额)", ("won_amount",)),
    (
        r"金额|预算|报价|总价|(?:商机|意向|标的|拟投|订单|项目|合作|签约)额|合同额|销售额|amount|budget|dealvalue|revenue",
        ("amount",),
    ),
    (r"跟进.*(?:记录|内容|历史|摘要)|(?:沟通|联系|拜访|回访).*记录", ("followups",)),
    (r"竞争|竞品|competitor", ("competitors",)),
    (r"痛点|painpoint", ("pain_points",)),
    (r"产品|product", ("products",)),
    (r"需求|requirement", ("need",)),
    (r"反馈|异议|feedback", ("feedback",)),
    (r"备注|备忘|附记|说明|留言|情况|描述|进展|remark|comment|note|message|description", ("note",)),
    (r"(?:公司|企业|单位)$|company", ("company",)),
)
