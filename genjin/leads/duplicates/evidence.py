"""What speaks for and against two parties being the same customer, each with its points and its words."""

from __future__ import annotations

from dataclasses import dataclass

from genjin.kernel.words import Words

# Kinds of evidence and how a person reads them. Points stand in `points.py`.
KINDS: dict[str, Words] = {
    "credit_code": Words("统一社会信用代码相同", "Same credit code"),
    "credit_code_differs": Words("统一社会信用代码不同", "Different credit codes"),
    "company": Words("公司名称相同", "Same company name"),
    "company_region": Words("公司名称相同，一方没写地区", "Same company name, one without its region"),
    "company_nested": Words("公司名称相同，一方写省、一方写市", "Same name, one with the province, one with the city"),
    "company_elsewhere": Words("公司名称相同，地区不同", "Same company name in another region"),
    "company_sound": Words("公司名称同音", "Company names sound the same"),
    "company_sound_brand": Words("公司字号同音不同字", "Company brands sound alike but are written differently"),
    "company_typo": Words("公司名称只差一两个字", "Company names a character or two apart"),
    "company_word_typo": Words("公司名称里有一个错字", "One company name has a slip in it"),
    "company_short": Words("一方像是公司简称", "One looks like a short form of the other"),
    "company_initials": Words("一方像是另一方的缩写", "One may be an abbreviation of the other"),
    "company_like": Words("公司名称相近", "Company names are akin"),
    "company_english": Words("中英文名称对得上", "Chinese and English names agree"),
    "company_unread": Words("中英文名称对不上", "Chinese and English names do not show that they agree"),
    "company_differs": Words("公司名称不同", "Different company names"),
    "region_differs": Words("公司名称里的地区不同", "Other region in the company name"),
    "region_nested": Words("一方写省、一方写市", "One names the province, the other the city"),
    "branch_differs": Words("不同的分支机构", "Different branches"),
    "business_differs": Words("字号相同，行业不同", "Same brand, other business"),
    "place_differs": Words("所在地不同", "Other place"),
    "mobile": Words("手机号相同", "Same mobile"),
    "mobile_near": Words("手机号只差一位", "Mobiles one digit apart"),
    "phone": Words("座机相同", "Same landline"),
    "phone_near": Words("座机区号或写法有出入", "Landlines agree but for area code or one digit"),
    "switchboard": Words("总机相同，分机不同", "Same switchboard, other extension"),
    "email": Words("邮箱相同", "Same e-mail"),
    "email_near": Words("邮箱只差一两个字符", "E-mails a character or two apart"),
    "email_domain": Words("公司邮箱后缀相同", "Same company mail domain"),
    "wechat": Words("微信号相同", "Same WeChat"),
    "contact": Words("联系人相同", "Same contact"),
    "contact_sound": Words("联系人读音相同", "Contacts sound the same"),
    "contact_like": Words("联系人称呼对得上", "Contacts may be the same"),
    "somebodys": Words("像是别人的线索", "Looks like somebody's"),
}

# Which column's text stands on both sides of an evidence: its rights and mask apply.
COLUMN_OF: dict[str, str] = {
    "credit_code": "credit_code",
    "credit_code_differs": "credit_code",
    "mobile": "mobile",
    "mobile_near": "mobile",
    "phone": "phone",
    "phone_near": "phone",
    "switchboard": "phone",
    "email": "email",
    "email_near": "email",
    "email_domain": "email",
    "wechat": "wechat",
    "contact": "contact",
    "contact_sound": "contact",
    "contact_like": "contact",
    "place_differs": "city",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing two rows have in common, or not. points: positive for, negative against. left, right: as written."""

    kind: str
    points: float
    left: str = ""
    right: str = ""

    @property
    def value(self) -> str:
        """What the asking row wrote."""
        return self.left

    @property
    def words(self) -> Words:
        return KINDS[self.kind]

    @property
    def column(self) -> str:
        """The lead column both texts come from."""
        return COLUMN_OF.get(self.kind, "company")

    def turned(self) -> Evidence:
        """The same seen from the other side."""
        return Evidence(self.kind, self.points, self.right, self.left)


@dataclass(frozen=True, slots=True)
class Verdict:
    """score: 0 to 100. uncomparable: columns empty on one side or both. apart: something rules the pair out, so that
    no third row may bring the two together either."""

    score: int
    evidence: tuple[Evidence, ...] = ()
    uncomparable: tuple[str, ...] = ()
    apart: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(e.kind for e in self.evidence)

    def summary(self) -> str:
        """`company:60 mobile:35`: how a pair is stored, without anybody's data."""
        return " ".join(f"{e.kind}:{e.points:g}" for e in self.evidence)
