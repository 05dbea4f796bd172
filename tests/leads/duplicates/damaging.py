"""Damages a lead's cells the way hands, scanners and spreadsheets do: for tests of what the matcher withstands."""

from __future__ import annotations

import random
from collections.abc import Callable

from opencc import OpenCC

from genjin.kernel.parse_places import split_leading_places
from genjin.kernel.pinyin import read_syllables

Row = dict[str, str]
_FORMS = ("有限责任公司", "股份有限公司", "有限公司", "公司")
_TRADITIONAL = OpenCC("s2t")
# Slips of the eye and of the ear, not those the product's own table is made from.
_SHAPES = dict(zip("机械科技贸易建设村料电工业汽物品化", "杌诫枓枝贺昜健没材科甩土亚气勿晶比", strict=True))
_SOUNDS = dict(zip("机械科技贸易电工建材设备品物装阀泵", "基谢颗济茂意店公健财社贝聘务庄罚蹦", strict=True))
_FORM_SLIPS = ("有限公可", "有线公司", "有限公", "有限 公司", "有限公司司")
_HOSTS = {
    "qq.com": "qq.con",
    "163.com": "136.com",
    "126.com": "126.cm",
    "sina.com": "sina.cn",
    "gmail.com": "gmial.com",
}
Damage = Callable[[Row, random.Random], None]


def form_of(name: str) -> tuple[str, str]:
    for form in _FORMS:
        if name.endswith(form):
            return name.removesuffix(form), form
    return name, ""


def drop_form(row: Row, _r: random.Random) -> None:
    row["company"] = form_of(row["company"])[0]


def change_form(row: Row, r: random.Random) -> None:
    head, form = form_of(row["company"])
    if form:
        row["company"] = head + r.choice([f for f in _FORMS if f != form])


def slip_in_form(row: Row, r: random.Random) -> None:
    row["company"] = row["company"].replace("有限公司", r.choice(_FORM_SLIPS))


def drop_place(row: Row, _r: random.Random) -> None:
    places, rest = split_leading_places(row["company"])
    if places and len(form_of(rest)[0]) >= 4:
        row["company"] = rest


def place_in_brackets(row: Row, r: random.Random) -> None:
    places, rest = split_leading_places(row["company"])
    head, form = form_of(rest)
    if len(places) == 1 and form:
        left, right = r.choice(("（）", "()", "【】", "〔〕"))
        row["company"] = f"{head}{left}{places[0]}{right}{form}"


def add_province(row: Row, _r: random.Random) -> None:
    if (
        row.get("province")
        and not row["company"].startswith(row["province"])
        and split_leading_places(row["company"])[0]
    ):
        row["company"] = f"{row['province']}省{row['company']}"


def add_city_word(row: Row, _r: random.Random) -> None:
    places, rest = split_leading_places(row["company"])
    if len(places) == 1 and row["company"].startswith(places[0]) and not row["company"].startswith(f"{places[0]}市"):
        row["company"] = f"{places[0]}市{rest}"


def spaces(row: Row, r: random.Random) -> None:
    at = r.randrange(1, max(2, len(row["company"])))
    row["company"] = f" {row['company'][:at]}{r.choice((' ', '　', '  '))}{row['company'][at:]} "


def width(row: Row, _r: random.Random) -> None:
    row["company"] = row["company"].translate({ord("("): "（", ord(")"): "）", ord("（"): "(", ord("）"): ")"})


def traditional(row: Row, _r: random.Random) -> None:
    row["company"] = _TRADITIONAL.convert(row["company"])


def marks(row: Row, r: random.Random) -> None:
    row["company"] = r.choice(("★{}", "{}。", "“{}”", "{}-", "1、{}", "{}（新）", "{}*")).format(row["company"])


def _replace(row: Row, r: random.Random, table: dict[str, str]) -> None:
    found = [i for i, c in enumerate(row["company"]) if c in table]
    if found:
        at = r.choice(found)
        row["company"] = row["company"][:at] + table[row["company"][at]] + row["company"][at + 1 :]


def sound(row: Row, r: random.Random) -> None:
    _replace(row, r, _SOUNDS)


def shape(row: Row, r: random.Random) -> None:
    _replace(row, r, _SHAPES)


def lose_character(row: Row, r: random.Random) -> None:
    at = r.randrange(len(row["company"]))
    row["company"] = row["company"][:at] + row["company"][at + 1 :]


def double_character(row: Row, r: random.Random) -> None:
    at = r.randrange(len(row["company"]))
    row["company"] = row["company"][:at] + row["company"][at] + row["company"][at:]


def swap_characters(row: Row, r: random.Random) -> None:
    at = r.randrange(1, len(row["company"]) - 1)
    name = row["company"]
    row["company"] = name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def abbreviate(row: Row, _r: random.Random) -> None:
    head = form_of(row["company"])[0]
    if len(head) > 6:
        row["company"] = head[:-2]


def pinyin(row: Row, _r: random.Random) -> None:
    row["company"] = " ".join(read_syllables(row["company"])).title()


def into_contact(row: Row, _r: random.Random) -> None:
    row["company"], row["contact"] = row["contact"], row["company"]


def merge_cells(row: Row, r: random.Random) -> None:
    row["company"] = r.choice(("{} {}", "{}/{}", "{}　{}")).format(row["company"], row["contact"])
    row["contact"] = ""


def number_in_name(row: Row, _r: random.Random) -> None:
    if row["mobile"]:
        row["company"], row["mobile"] = f"{row['company']} {row['mobile']}", ""


def mobile_notation(row: Row, r: random.Random) -> None:
    m = row["mobile"]
    if m:
        row["mobile"] = r.choice(
            (f"+86 {m}", f"0{m}", f"{m[:3]}-{m[3:7]}-{m[7:]}", f"86{m}", f"{m}.0", f"手机：{m}", f"'{m}")
        )


def mobile_slip(row: Row, r: random.Random) -> None:
    m = row["mobile"]
    if m:
        at = r.randrange(3, 11)
        row["mobile"] = r.choice((m[:at] + m[at + 1 :], m[:at] + m[at] + m[at:]))


def swap_number_columns(row: Row, _r: random.Random) -> None:
    row["mobile"], row["phone"] = row["phone"], row["mobile"]


def phone_notation(row: Row, r: random.Random) -> None:
    p = row["phone"]
    if "-" in p:
        area, number = p.split("-")[:2]
        row["phone"] = r.choice((f"({area}){number}", f"{area}{number}", f"+86-{area[1:]}-{number}", f"{area} {number}",
                                 f"{area}－{number}", number, f"{area[1:]}{number}", f"{p}转8"))  # fmt: skip


def email_case(row: Row, r: random.Random) -> None:
    row["email"] = r.choice(
        (row["email"].upper(), f" {row['email']} ", row["email"].replace("@", "＠"), f"mailto:{row['email']}")
    )


def email_slip(row: Row, _r: random.Random) -> None:
    for right, wrong in _HOSTS.items():
        row["email"] = row["email"].replace(f"@{right}", f"@{wrong}")


def contact_title(row: Row, r: random.Random) -> None:
    if row["contact"]:
        row["contact"] = r.choice(
            (row["contact"][0] + r.choice(("总", "经理", "工", "先生", "女士")), row["contact"] + "经理")
        )


def contact_pinyin(row: Row, _r: random.Random) -> None:
    row["contact"] = " ".join(s.title() for s in read_syllables(row["contact"]))


def lose_mobile(row: Row, _r: random.Random) -> None:
    row["mobile"] = ""


def lose_mail_and_phone(row: Row, _r: random.Random) -> None:
    row["email"] = row["phone"] = ""


# What happens to a name, and what beside it.
OF_NAMES: tuple[Damage, ...] = (
    drop_form, change_form, slip_in_form, drop_place, place_in_brackets, add_province, add_city_word, spaces, width,
    traditional, marks, sound, shape, lose_character, double_character, swap_characters, abbreviate, pinyin,
)  # fmt: skip
OF_CELLS: tuple[Damage, ...] = (
    into_contact, merge_cells, number_in_name, mobile_notation, mobile_slip, swap_number_columns, phone_notation,
    email_case, email_slip, contact_title, contact_pinyin, lose_mobile, lose_mail_and_phone,
)  # fmt: skip


def damage(row: Row, r: random.Random, names: int = 1, cells: int = 2) -> tuple[Row, list[str]]:
    """A damaged copy and what was done to it."""
    copy = dict(row)
    chosen = [*r.sample(OF_NAMES, names), *r.sample(OF_CELLS, cells)]
    for step in chosen:
        step(copy, r)
    return copy, [step.__name__ for step in chosen]
