"""Text files in the encodings and with the delimiters that users have."""

from __future__ import annotations

import pytest

from tests.exchange.reading.workbook_builder import COMPANIES, MOBILES, PERSONS, Outcome

HEADER = ["单位全称", "对接人", "手机号", "省市", "渠道", "客户经理", "登记日期", "预计合同额", "跟进备注"]


def _text(delimiter: str) -> str:
    leads = [
        [COMPANIES[i], PERSONS[i], MOBILES[i], "江苏省苏州市", "展会", "刘洋", f"2024.5.{i + 1}", f"1{i}万", f"备注{i}"]
        for i in range(5)
    ]
    return "\r\n".join(delimiter.join(row) for row in [HEADER, *leads]) + "\r\n"


@pytest.mark.parametrize(
    ("delimiter", "encoding", "found"),
    [
        (",", "utf-8", "utf-8"),
        (",", "utf-8-sig", "utf-8-sig"),
        (",", "gbk", "gb18030"),
        ("\t", "gb18030", "gb18030"),
        (";", "utf-16", "utf-16"),
        ("\t", "utf-16-le", "utf-16-le"),
        ("|", "utf-16-be", "utf-16-be"),
        ("|", "utf-8", "utf-8"),
    ],
)
def test_every_encoding_and_delimiter_gives_the_same_leads(delimiter: str, encoding: str, found: str) -> None:
    outcome = Outcome(_text(delimiter).encode(encoding), "线索.csv")
    assert (outcome.document.encoding, outcome.document.delimiter) == (found, delimiter)
    assert outcome.companies() == COMPANIES
    first = outcome.rows[2].values
    assert (first["mobile"], first["province"], first["city"], first["owner"]) == (MOBILES[0], "江苏", "苏州", "刘洋")
    assert (first["amount"], first["source"], first["note"]) == (100_000_00, "展会", "备注0")


def test_a_traditional_big5_file() -> None:
    lines = ["公司名稱,聯絡人,行動電話,電子郵件,備註"]
    lines += [f"臺北精密機械股份有限公司{i},王小明,13800001234,a{i}@example.com,請回電" for i in range(4)]
    outcome = Outcome("\r\n".join(lines).encode("big5"), "客戶.csv")
    assert outcome.fields == ["company", "contact", "mobile", "email", "note"]
    assert outcome.rows[2].values["company"] == "臺北精密機械股份有限公司0"


def test_the_delimiter_that_excel_declares_is_believed() -> None:
    outcome = Outcome(("sep=;\r\n" + _text(";")).encode(), "线索.csv")
    assert outcome.header_row == 2
    assert list(outcome.rows) == [3, 4, 5, 6, 7]


def test_quoted_line_breaks_and_delimiters_stay_in_their_cell() -> None:
    first = f'{COMPANIES[0]},"第一行，\n第二行, 完",{MOBILES[0]}'
    second = f'{COMPANIES[1]},"他说""好""",{MOBILES[1]}'
    outcome = Outcome(f"公司,备注,手机\n{first}\n{second}\n".encode(), "线索.csv")
    assert outcome.rows[2].values["note"] == "第一行，\n第二行, 完"
    assert outcome.rows[3].values["note"] == '他说"好"'


def test_a_quotation_mark_left_open_does_not_swallow_the_file() -> None:
    lines = [
        f'{COMPANIES[i % 5]},"口径{i},{MOBILES[i % 5]}' if i == 3 else f"{COMPANIES[i % 5]},好,{MOBILES[i % 5]}"
        for i in range(120)
    ]
    outcome = Outcome(("公司,备注,手机\n" + "\n".join(lines)).encode(), "线索.csv")
    assert len(outcome.rows) == 120


def test_two_note_columns_are_joined_and_english_headers_understood() -> None:
    columns = {
        "Account Name": (COMPANIES[0], "company"),
        "Full Name": (PERSONS[0], "contact"),
        "Job Title": ("采购经理", "title"),
        "Phone Number": (MOBILES[0], "mobile"),
        "E-mail Address": ("A@Example.com", "email"),
        "Lead Owner": ("Tom", "owner"),
        "Deal Value": ('"12,000"', "amount"),
        "Next Follow-up Date": ("2024-07-02", "next_follow_at"),
        "Date Added": ("2024-05-01T10:00:00Z", "created_at"),
        "Remarks": ("急", "note"),
        "Comments": ("已寄样", "note"),
    }
    lines = [",".join(columns), ",".join(cell for cell, _ in columns.values())]
    outcome = Outcome("\n".join(lines).encode(), "leads.csv")
    assert outcome.fields == [field for _, field in columns.values()]
    values = outcome.rows[2].values
    assert (values["email"], values["amount"], values["note"]) == ("a@example.com", 12_000_00, "急\n已寄样")


def test_an_html_table_under_the_name_xls() -> None:
    rows = "".join(f"<tr><td>{COMPANIES[i]}</td><td>{PERSONS[i]}</td><td>{MOBILES[i]}</td></tr>" for i in range(3))
    head = "<tr><td colspan=3>客户列表</td></tr><tr><th>公司名称</th><th>姓名</th><th>手机</th></tr>"
    page = f"<html><body><table>{head}{rows}<tr><td>合计</td><td>3</td><td></td></tr></table>"
    outcome = Outcome(page.encode("gbk"), "客户.xls")
    assert outcome.companies() == COMPANIES[:3]
    assert outcome.skipped == {1: "title", 2: "header", 6: "total"}
