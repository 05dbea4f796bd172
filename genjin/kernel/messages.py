"""Every error code in words: what happened, that nothing was lost, what to do. No exclamation marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.kernel.errors import AppError
from genjin.kernel.words import Words

W = Words
MESSAGES: dict[str, Words] = {
    "not_signed_in": W("登录已结束，重新登录后接着做，写的内容还在。", "Your session has ended. Sign in again; what you typed is still there."),
    "csrf": W("页面已过期，刷新后再试。", "This page is out of date. Reload and try again."),
    "wrong_login": W("登录名或密码不对。", "User name or password is wrong."),
    "locked_out": W("试错太多，先停 {minutes} 分钟。", "Too many attempts. Wait {minutes} minutes."),
    "setup_done": W("已经有管理员，直接登录。", "An administrator exists already. Sign in."),
    "setup_token": W("不在本机打开时，要填启动窗口里显示的一次性口令。", "From another machine, enter the one-time code that the start window shows."),
    "weak_password": W("密码太容易猜。至少 10 个字符，不用常见密码，也不要和登录名相似。", "The password is too easy to guess. Use at least 10 characters, nothing common, nothing like the sign-in name."),
    "wrong_password": W("现在的密码不对，没有修改。", "The present password is wrong. Nothing was changed."),
    "invalid_username": W("登录名“{value}”不能用。用 2 到 60 个汉字、字母、数字或 . @ + - _，中间没有空格。", "“{value}” cannot be a sign-in name. Use 2 to 60 letters, digits or . @ + - _ without blanks."),
    "invalid_expiry": W("令牌的截止日期选今天到一年以内。", "Let the token end between today and a year from now."),
    "invitation_unknown": W("这个邀请链接无效，或已换成新的。请邀请你的人再发一次。", "This invitation link is not valid, or a newer one replaced it. Ask for another."),
    "invitation_used": W("这个邀请链接已经用过，直接登录。忘了密码请管理员发新链接。", "This invitation has been used. Sign in; if you forgot the password, ask for a new link."),
    "invitation_expired": W("这个邀请链接已过期，请邀请你的人再发一次。", "This invitation has expired. Ask for another."),
    "last_administrator": W("这样就没有管理员了，没有修改。先让另一个人当管理员。", "Nobody would be left to administer. Nothing was changed. Make somebody else administrator first."),
    "own_deactivation": W("不能停用自己。请另一位管理员来做。", "You cannot deactivate yourself. Ask another administrator."),
    "role_too_high": W("这个角色高于你自己的，只有更高的人能授予或收回。", "This role is above your own. Somebody higher has to give it or take it back."),
    "unit_cycle": W("组织不能放到自己下面，没有修改。", "A unit cannot belong to itself. Nothing was changed."),
    "channel_cycle": W("渠道不能放到自己下面，没有修改。", "A channel cannot belong to itself. Nothing was changed."),
    "referral_cycle": W("这样会绕成一圈：“{company}”本来就是由这一条带来的。没有修改。", "That would go in a circle: this one brought “{company}”. Nothing was changed."),
    "period_order": W("结束日期早于开始日期，没有保存。", "The period ends before it begins. Nothing was saved."),
    "invalid_hours": W("“{value}”读不出工作时间，没有保存。写成 9:00-12:00、13:30-18:00。", "“{value}” is not a list of working hours. Nothing was saved. Write 9:00-12:00, 13:30-18:00."),
    "bad_stand_in": W("代跟的人不能是本人，没有保存。选另一位同事。", "Nobody stands in for themselves. Nothing was saved. Choose a colleague."),
    "too_often_today": W("今天已联系过 {count} 次，{grade} 级一天最多 {most} 次。仍要联系，写一句原因。", "Contacted {count} times today; grade {grade} allows {most} a day. To go on, say why."),
    "too_often_today_ungraded": W("今天已联系过 {count} 次，一天最多 {most} 次。仍要联系，写一句原因。", "Contacted {count} times today, at most {most} a day. To go on, say why."),
    "too_often": W("{days} 天内已联系过 {count} 次，{grade} 级最多 {most} 次。仍要联系，写一句原因。", "Contacted {count} times in {days} days; grade {grade} allows {most}. To go on, say why."),
    "too_often_ungraded": W("{days} 天内已联系过 {count} 次，最多 {most} 次。仍要联系，写一句原因。", "Contacted {count} times in {days} days, at most {most}. To go on, say why."),
    "do_not_contact": W("这位客户说过不要再联系。仍要联系，写一句原因。", "This customer asked not to be contacted. To go on, say why."),
    "quiet_now": W("现在是安静时段或休息日，不自动联系。", "These are quiet hours or a day off; nothing is sent by itself."),
    "mail_no_address": W("{name}没有邮箱，邮件没有发。先补上邮箱再发，写的内容还在。", "There is no e-mail address for {name}. Nothing was sent; add one and send again."),
    "mail_bad_address": W("{address} 收不到邮件，退回过。先改邮箱再发，写的内容还在。", "Mail to {address} came back before. Correct the address and send again."),
    "mail_opted_out": W("对方退订了邮件。仍要写给本人，写一句原因。", "This person opted out of mail. To write all the same, say why."),
    "mailing_changed": W("名单在这期间变了，现在会发 {count} 封，还没有发出。看过再确认一次。", "The list has changed meanwhile: {count} mails would go out now. Nothing was sent; look and confirm again."),
    "template_broken": W("“{value}”没有写完整，没有保存。写成 {{{{公司}}}}，或带备用文字的 {{{{联系人|您好}}}}。", "“{value}” is incomplete. Nothing was saved. Write {{{{Company}}}}, or with words for an empty cell {{{{Contact|Sir or Madam}}}}."),
    "template_place": W("没有“{value}”这个占位符，没有保存。可以用：{known}，也可以用线索表里别的列名。", "There is no place “{value}”. Nothing was saved. There are {known}, and other columns of the leads table."),
    "already_ruled": W("这件撞单现在不能这样做：已经裁定过，或还没有裁定。刷新后再看。", "This cannot be done now: it has been ruled on, or not yet. Reload and look again."),
    "link_unknown": W("这个链接无效，或资料已经不在了。需要时回复收到的邮件。", "This link is not valid, or the record no longer exists. Reply to the mail if you need to."),
    "link_expired": W("这个链接已过期。需要时回复收到的邮件，会再发一个。", "This link has expired. Reply to the mail for a new one."),
    "link_used": W("这个链接已经用过，资料已收到。还要改就回复收到的邮件。", "This link has been used and your answer has arrived. Reply to the mail for further changes."),
    "forbidden": W("你的角色不能做这一步。要做请找管理员或主管。", "Your role does not allow this. Ask your administrator or supervisor."),
    "column_forbidden": W("你看不到“{column}”的全部内容，不能用它筛选、排序、汇总或修改。", "You cannot read “{column}” in full, so it cannot be used to filter, sort, sum or edit."),
    "column_read_only": W("“{column}”不能直接改。", "“{column}” cannot be edited here."),
    "not_found": W("找不到，可能已删除，或不在你的范围内。", "Not found: deleted, or outside your scope."),
    "unknown_table": W("没有“{table}”这张表。", "There is no table “{table}”."),
    "unknown_column": W("没有“{column}”这一列。", "There is no column “{column}”."),
    "unknown_operator": W("“{operator}”不能用在这一列上。", "“{operator}” cannot be used on this column."),
    "unknown_option": W("没有“{value}”这个选项。", "There is no option “{value}”."),
    "unknown_stage": W("没有“{value}”这个阶段，或已停用。", "There is no stage “{value}”, or it is retired."),
    "ambiguous_option": W("“{value}”有好几个，选一个或写全。", "“{value}” matches several. Pick one or write it in full."),
    "bad_filter": W("这个筛选条件读不懂（{why}）。", "This filter cannot be read ({why})."),
    "bad_cursor": W("列表的位置已失效，从头再看一次。", "The place in the list is no longer valid. Start from the top."),
    "bad_request": W("请求不完整：{what}。", "The request is incomplete: {what}."),
    "invalid_value": W("“{value}”不能放进这一格，原来的还在。", "“{value}” does not fit this cell. The old value is kept."),
    "invalid_date": W("“{value}”不是一个日期，没有保存，原来的还在。可以写 3月5日、明天下午3点。", "“{value}” is not a date. Nothing was saved. Try 2026-03-05 14:30."),
    "invalid_money": W("“{value}”读不出金额，没有保存，原来的还在。可以写 12万 或 120000。", "“{value}” is not an amount. Nothing was saved. Try 120,000."),
    "invalid_number": W("“{value}”不是可用的数字，没有保存，原来的还在。", "“{value}” is not a usable number. Nothing was saved."),
    "invalid_phone": W("电话“{value}”有 {digits} 位数字，没有保存，原来的还在。手机是 11 位，座机带区号。", "“{value}” has {digits} digits. Nothing was saved. A mobile has 11; a landline needs its area code."),
    "invalid_email": W("“{value}”不是邮箱，没有保存，原来的还在。", "“{value}” is not an e-mail address. Nothing was saved."),
    "invalid_url": W("“{value}”不是网址，要以 http 或 https 开头。", "“{value}” is not a web address (http or https)."),
    "too_long": W("太长：{length} 字，最多 {limit} 字。没有保存。", "Too long: {length} characters, at most {limit}. Nothing was saved."),
    "required": W("“{column}”必填。", "“{column}” is required."),
    "not_unique": W("“{value}”已经有了，换一个。", "“{value}” exists already. Choose another."),
    "conflict": W("这一格刚被别人改过，选一个。", "Somebody else has just changed this cell. Choose one."),
    "reason_required": W("写一句流失原因，再移到“{stage}”。", "Write why it was lost, then move it to “{stage}”."),
    "amount_required": W("填上成交金额，再移到“{stage}”。", "Enter the amount, then move it to “{stage}”."),
    "suspect": W("{flags}，没有分配。改正，或确认无误后再分。", "{flags}: not assigned. Correct it, or accept it and assign again."),
    "claim_taken": W("已被{name}领走。", "{name} has just claimed it."),
    "claim_day": W("今天已领 {taken} 条，每天最多 {limit} 条，明天再领。", "You claimed {taken} today; the limit is {limit} a day. Go on tomorrow."),
    "claim_held": W("手上有 {held} 条在跟，最多 {limit} 条。先推进或放回一些再领。", "You hold {held} open leads; the limit is {limit}. Close or release some first."),
    "claim_cool_off": W("这条原来是你的，{days} 天内不能再领，{day} 起可以。", "This one was yours; you may claim it again after {days} days, from {day}."),
    "not_yours": W("这条不是你负责的，不能放回公海。", "This one is not yours to release."),
    "closed_lead": W("已成交或已流失的不进公海。", "Won and lost leads do not go into the pool."),
    "not_returned": W("这条没有被退回，不用再交。", "This one was not returned; there is nothing to hand in."),
    "not_waiting": W("这条线索没有在等你接收，没有改动。", "This lead is not waiting for you to accept it. Nothing was changed."),
    "rule_outdated": W("规则里的“{value}”已停用或不在了，换一个再用。", "“{value}” in this rule is retired or gone. Choose another."),
    "rule_person_left": W("规则里的{value}已离开，换一个人再用。", "{value} in this rule has left. Choose somebody else."),
    "undo_expired": W("超过 {days} 天的操作只能看，不能撤销。", "Operations older than {days} days can be seen but not undone."),
    "undo_nothing": W("没有可以撤销的内容。", "There is nothing to undo."),
    "already_undone": W("已经撤销过了。", "Already undone."),
    "still_running": W("还在进行，等它结束或先取消。", "Still running. Wait for it or cancel it first."),
    "file_in_import": W("“{file}”正在由另一次导入写入，等它结束再导。", "“{file}” is being imported already. Wait until that is done."),
    "file_imported": W("“{file}”在预览之后已经导入过一次，没有再写。预览已按现在的数据重新检查。", "“{file}” was imported once since this preview; nothing was written again. The preview was checked anew."),
    "file_too_large": W("文件太大（{size} MB），最多 {limit} MB。拆成几个再导入。", "The file is too large ({size} MB, at most {limit} MB). Split it."),
    "file_encrypted": W("文件有密码，打不开。在 Excel 里去掉密码另存后再导入。", "The file has a password. Save it without one and try again."),
    "file_broken": W("文件打不开，可能损坏。在 Excel 里另存一份再试。", "The file cannot be read. Save it again in Excel and retry."),
    "file_bomb": W("文件解开后大得不正常，没有读取。", "The file unpacks to an abnormal size and was not read."),
    "file_type": W("只读 .xlsx .xls .csv .tsv。", "Only .xlsx, .xls, .csv and .tsv can be read."),
    "no_header": W("没认出表头，手动选一行。", "No header row was found. Choose it by hand."),
    "cancelled": W("已取消。", "Cancelled."),
    "in_use": W("还有 {count} 条在用，先移走。", "Still used by {count} records. Move them first."),
    "merge_unreadable": W("{number} 的{columns}你看不全，合并会把它们放到一起。要合并请找主管。", "You cannot read {columns} of {number} in full, and a merge would put them together. Ask a supervisor."),
    "merge_undecided": W("一条已成交，一条没有。先选合并后的阶段，再合并。", "One is won, another is not. Choose the stage after the merge first."),
    "default_not_shared": W("先把视图共享给所有人，再设为默认。没有保存。", "Share the view with everybody first. Nothing was saved."),
    "material_content": W("“{name}”里面的内容和名字对不上，或不是能收的类型，没有上传。能收：{endings}，不带宏。", "What is inside “{name}” does not match its name or is of a kind not taken. Nothing was uploaded. Taken, without macros: {endings}."),
    "material_sendable": W("“{name}”不能发：已停用、已过期、只供内部，或里面什么都没有。什么也没发出去。", "“{name}” cannot be sent: retired, expired, for ourselves only, or empty. Nothing went out."),
    "material_empty": W("一份资料也没选，没有发。", "No material was chosen. Nothing went out."),
    "link_busy": W("打开得太频繁，过一小时再试。资料还在。", "Opened too often. Try again in an hour; the material is still there."),
    "mail_too_large": W("邮件 {megabytes} MB，最多 {limit} MB，没有收下。", "The mail is {megabytes} MB; the limit is {limit} MB. It was not taken."),
    "mail_unreadable": W("这不是一封邮件，或已损坏，没有收下。", "This is no mail, or it is damaged. It was not taken."),
    "limit": W("一次最多 {limit}。", "At most {limit} at a time."),
    "form_answers": W("有几处要改，写的内容都还在。", "Some answers need a change. What you typed is still there."),
    "form_busy": W("从这个网络提交得太多，填的内容还在，过一小时再提交。", "Too many were sent from this network. What you typed is still there; send it in an hour."),
    "form_closed": W("这个表单已停用，链接可能已换成新的。", "This form is closed; its link may have been replaced."),
    "form_removed": W(
        "这个表单已经撤下，不再收集信息，填的内容没有提交。",
        "This form has been taken down and collects nothing any more; what you typed was not sent.",
    ),
    "form_column": W("“{column}”不能放进网络表单，没有保存。", "“{column}” cannot stand on a web form. Nothing was saved."),
    "form_identity": W("公司、联系人、手机、座机、邮箱、微信里至少一项要必填，不然不知道是谁。没有保存。", "Make at least one of company, contact, mobile, landline, e-mail or WeChat required, or nobody knows who it was. Nothing was saved."),
    "form_placeholder": W("“{value}”没有内容可填，没有保存。能用的是 {{姓名}}、{{公司}}、{{产品}}、{{负责人}}。", "Nothing fills “{value}”. Nothing was saved. There are {{姓名}}, {{公司}}, {{产品}} and {{负责人}}."),
    "form_proof": W("页面开得太久，已换新的验证，再提交一次就好，填的内容还在。", "The page was open for long. Send it once more; what you typed is still there."),
    "form_twice": W("“{column}”在表单里有两次，去掉一个。没有保存。", "“{column}” stands on the form twice. Remove one. Nothing was saved."),
    "internal": W("出错了，没有写入任何内容。稍后再试；一直这样请告诉管理员。", "Something went wrong and nothing was written. Try again; if it persists tell your administrator."),
}  # fmt: skip


# Fields of forms that are no table columns: what `required` calls them.
FIELDS: dict[str, Words] = {
    "organisation": W("公司或团队", "Company or team"),
    "name": W("姓名", "Name"),
    "username": W("登录名", "Sign-in name"),
    "password": W("密码", "Password"),
    "note": W("退回原因", "Reason"),
    "decline_reason": W("拒收原因", "Reason for declining"),
    "reason": W("原因", "Reason"),
    "to": W("交给谁", "To whom"),
}


class _Blank(dict[str, Any]):
    """A message never fails for want of a fact."""

    def __missing__(self, key: str) -> str:
        return ""


def message(error: AppError, language: str) -> str:
    """The error in words; facts of `data` fill the placeholders."""
    return render(error.code.value, error.data, language)


def render(code: str, data: Mapping[str, Any], language: str) -> str:
    words = MESSAGES.get(code, MESSAGES["internal"])
    field = FIELDS.get(str(data.get("field")))
    named = {} if field is None else {"column": field.in_language(language)}
    return words.in_language(language).format_map(_Blank({**named, **data}))
