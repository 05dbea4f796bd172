"""Reads names of companies and persons, and tells the one from the other."""

from __future__ import annotations

import re

from genjin.kernel.parsed import Parsed
from genjin.kernel.text_width import is_placeholder, strip_outer_emoji, tidy

MAX_NAME = 200

_COMPANY_WORDS = (
    "公司|集团|工厂|厂|银行|支行|分行|合作社|事务所|研究院|研究所|设计院|医院|学校|大学|学院|中学|小学|幼儿园|商行|商店|经营部|门市部|"
    "营业部|营业所|加油站|酒店|宾馆|饭店|超市|商场|市场|中心|协会|工作室|农场|林场|矿|电站|办事处|服务部|分理处|有限|合伙|总社|门店|株式会社"
)
_COMPANY = re.compile(rf"(?:{_COMPANY_WORDS})|(?:店|部|社|站|局|院|所|行|馆|坊|城|园)$")
_LATIN_COMPANY = re.compile(
    r"\b(?:inc|ltd|llc|corp|gmbh|co|company|group|limited|s\.?a|b\.?v|plc|ag)\b\.?", re.IGNORECASE
)

# The most frequent surnames of the national household register, most frequent first, and the compound ones.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜"
    "倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房"
    "滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣"
    "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀胥郁南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅"
    "屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆"
    "茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "皇甫",
    "令狐",
    "司徒",
    "东方",
    "尉迟",
    "公孙",
    "慕容",
    "长孙",
    "端木",
    "夏侯",
    "南宫",
    "闻人",
    "轩辕",
)
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf·]+")
_SALUTATION = re.compile(
    r".*(?:总|经理|主任|先生|女士|小姐|老师|工程师|工|厂长|老板|部长|科长|处长|院长|校长|主管|总监|医生|教授|董事长|董|哥|姐|师傅|会计|老板娘)$"
)


def parse_company_name(raw: str) -> Parsed[str]:
    """The name without outer blanks and pictures. Errors: `too_long`. Blank, `-` and 无 are no value."""
    text = strip_outer_emoji(tidy(raw))
    if is_placeholder(text):
        return Parsed(None)
    if len(text) > MAX_NAME:
        return Parsed(None, "too_long")
    return Parsed(text)


def looks_like_company(text: str) -> bool:
    """True when the name has a legal form or a word for an establishment in it."""
    if len(text) < 4:
        return False
    return bool(_COMPANY.search(text) if not text.isascii() else _LATIN_COMPANY.search(text))


def looks_like_person(text: str) -> bool:
    """True for `王芳`, `欧阳修`, `张总`, `李工`, `买买提·艾力`: a known surname and the length of a name."""
    if not _HAN.fullmatch(text):
        return False
    if "·" in text:
        return 3 <= len(text) <= 20
    if text[:2] in COMPOUND_SURNAMES:
        return 3 <= len(text) <= 5
    if text[0] not in SURNAMES:
        return False
    return 2 <= len(text) <= 3 or (len(text) <= 6 and _SALUTATION.fullmatch(text) is not None)


def is_salutation(text: str) -> bool:
    """True when the name is a surname with a way to address somebody (`顾总`, `欧阳经理`), not a full name."""
    return looks_like_person(text) and _SALUTATION.fullmatch(text) is not None


def is_same_person(one: str | None, other: str | None) -> bool:
    """Whether two ways to write a name may mean one person: equal, or a surname with a salutation and a full name."""
    first, second = (re.sub(r"\s+", "", text or "").casefold() for text in (one, other))
    if not first or not second or first == second:
        return first == second
    if not (is_salutation(first) or is_salutation(second)):
        return False
    return _surname(first) == _surname(second)


def _surname(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]
