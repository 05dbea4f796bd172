"""Buying signals the customer gives (domain.md D10): the shortest clause that carries each."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from genjin.followups.cells.clauses import Clause
from genjin.followups.cells.found import Promised, Signal

_N = r"[^，,。；;\n]"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "contract",
        re.compile(
            rf"(?:要|问|谈|看|改|签|审|催|让|发|确认|收到|讨论|核对){_N}{{0,8}}?(?:合同|协议|条款|框架)|(?:合同|协议|条款|框架){_N}{{0,8}}?(?:要改|有意见|同意|谈|签几年|怎么签|模板|初稿|在看|在审|细节|条款|法务|修改|没问题|签多久|范本)|terms\s+of\s+contract|(?<![a-z])contract"
        ),
    ),
    (
        "payment",
        re.compile(
            rf"付款(?:方式|条件|比例|\d)|账期|月结|分期|按月付|赊账|预付(?:比例|多少)|{_N}{{0,3}}押金|[留押]{_N}{{0,6}}(?:质保金|保证金|尾款)|先付{_N}{{0,3}}(?:半|成|部分)|先开(?:票)?后付|押款|首付(?:多少|比例|几)|(?:能不能|可以|能否|可否){_N}{{0,4}}(?:分期|月结|后付|承兑|押款)|承兑|先款后货|货到付款|payment\s?terms?|信用额度|授信|l/c|t/t|净\d+天|(?:问|谈){_N}{{0,4}}(?:定金|付款|押金|预付|尾款比例|发票税点|开票)|专票"
        ),
    ),
    (
        "delivery",
        re.compile(
            rf"交货?期|货期|工期|周期(?!性)|现货|(?:最快|多久|几天|什么时候|啥时候|何时){_N}{{0,6}}(?:到货?|交货?|发货|能?到|出货|装|安装|上线|拿到|送)|到货(?:时间|要)|能不能到|(?:赶|来得及){_N}{{0,6}}|要求{_N}{{0,8}}(?:内)?(?:交货|到货|安装|上线|供货)|{_N}{{0,6}}前(?:必须|要|能){_N}{{0,3}}(?:到|交|用上)|lead\s?time|(?<![a-z])et[ad](?![a-z])|delivery|有没有(?:现?货|库存)|有无库存|库存(?:多少|够不够|有没有|还有)|急用"
        ),
    ),
    (
        "trial",
        re.compile(
            rf"试用|试机|试单|试订|试样|试(?:一下|下|跑|做|装|产)|第[一二三四两]次试|打样(?!费)|小批(?!发)|trial|pilot|试点|样品?(?!册|本){_N}{{0,8}}(?:通过|合格|ok|可以|没问题|不错|不行|偏|测试|满意|达标|效果)|sample\s?(?:ok|approved|request)|(?:要|想要|索要|索取|申请|让寄|让[^，,。；;]{{0,4}}寄){_N}{{0,8}}(?:样品|样件|小样|样机|样本机|样板|样料)|试试|先[来拿]{_N}{{0,4}}[样试]|体验装|拿{_N}{{0,5}}试(?:卖|销|用|做)|样机跑|试(?:了|过){_N}{{0,6}}(?:说|觉得|不错|可以|偏|不行|还行|好用|ok)"
        ),
    ),
    (
        "site_visit",
        re.compile(
            rf"(?:想|要|要求|来|去|到|约|看|安排|计划|希望|提出|参观|带队){_N}{{0,8}}?(?:考察|参观|看厂|验厂|工厂看|样板(?:工地|间|点|店|工程|客户|房)|实地|展厅|我们(?:工厂|车间|厂|仓库|公司)(?!的)看?)|参观(?:了)?(?:车间|工厂|产线|生产线|仓库)|验厂|看(?:一?看|一?下)?(?:我们)?(?:的)?(?:工厂|厂房|车间)|来(?:我们|我司|公司|厂){_N}{{0,5}}(?:考察|参观|看)|看(?:了)?(?:我们)?{_N}{{0,3}}(?:展厅|产线|生产线|仓库)|(?:让|要求|请|叫){_N}{{0,6}}(?:去|来|到|上门|过去){_N}{{0,4}}(?:现场|看看|勘察|勘测|量|测|实地)|派{_N}{{0,4}}(?:来|去|上门){_N}{{0,4}}(?:评估|勘|看|测|量)|量尺寸|勘察|勘测|踏勘|factory\s?(?:visit|audit|tour)"
        ),
    ),
    (
        "executive",
        re.compile(
            rf"董事长|总经理(?!助理)|(?<![a-z])(?:ceo|cfo|cto|gm)(?![a-z])|(?<![\u4e00-\u9fff]的)副总(?!裁助)|校长(?:要|亲|也|想|参|签|拍|来)|[们见让请要]校长|院长(?:要|亲|也|想|参)|一把手|(?:大|他们|她们|我们)老板{_N}{{0,3}}(?:要|想|也|亲自|一起|参加|见|来|出面|拍板|签)|老板(?:要(?:来|看|见|亲)|也|亲自|想见|要见|参加|一起|要亲|拍板|要过目|出面)|高层"
        ),
    ),
    (
        "compare",
        re.compile(
            rf"(?:拿|用){_N}{{0,10}}(?:报价|价格|价|方案){_N}{{0,3}}(?:压|说|比|对)|别家{_N}{{0,6}}(?:便宜|低|报|价|优惠)|比(?:我们|咱们?){_N}{{0,8}}(?:便宜|低|少|优惠|好|快)|(?:便宜|低|贵)(?:我们|咱)|(?:同行|竞品|对手|另外?|其他|隔壁|人家|别的|[两三几四]家){_N}{{0,14}}(?:对比|比价|比较|报(?:价|了|\d|的)|便宜|在谈|选|比选|价格低)|(?:对比|比价|在比较|在比(?:了|价|$)|比[^，,。；;\n]{{1,8}}(?:贵|便宜|低|高)[\d一两二三四五六七八九几]|比较(?=一下|价|几|别|同)|比选|货比|比一比)(?!小|好|大|高|多|忙|慢)|同时(?:在)?(?:看|谈|接触|联系|找|问){_N}{{0,8}}|也在(?:看|谈|问|找|接触|联系|对比){_N}{{1,8}}|[两三几四]家{_N}{{0,4}}(?:给|报|方案|里|中|之间|在|选|一起)|给(?:他|她|他们)报{_N}{{0,8}}|跟{_N}{{1,6}}(?:比|对比)|compar|competitor"
        ),
    ),
    (
        "budget",
        re.compile(
            rf"(?<!超)预算(?!紧|不|没|还没|外|砍|超)|经费|budget|资金(?:到位|批|下来|申请)|拨款|批(?:了|下来)?{_N}{{0,4}}(?:钱|款|资金|万)|专项(?:资金|款|债)|立项"
        ),
    ),
)
_NEGATED = re.compile(
    r"(?:没有?|不要|无需|不用|未|暂无|不谈|没提|已签|签了|已经?签|没(?:问|谈)|不(?:让|肯|给|想))[^，,。；;\n]{0,3}$"
)
_PAST = re.compile(
    r"合同(?:跟|到|签到|还?没到|期|已签|号|都签|签了)|已签|签了合同|合同签(?:了|好|完)|续签了|预算(?:没|还没|不|用完|被砍)|没(?:有)?预算|没报价|不需要"
)
_OURS = re.compile(
    r"^(?:我方?|我们?|我司|已|给(?:他|她|客户))?(?:已经?)?(?:发|寄|送|报)(?:了|出|送|过去)|^我(?:们|方|司)?(?!们|方|司)(?:说|问|发|寄|想|准备|建议)"
)
# 样机送到实验室试用: our sending alone is none.
_SENT_TO_TRY = re.compile(r"送(?:到|去|给)[^，,。；;\n]{0,12}试用$")
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _KINDS))
# Where the customer's wish begins within its clause.
_WISH = re.compile(
    r"顺便问|问|要求|想要?|让|(?<![主需重必只将])要|约|担心|希望|正在|同时|在|拿|说|申请|能不能|能否|need|ask|want"
)
_STOP = re.compile(r"我(?!们的?[工厂车])|已报|已发|回去|节后|月底|下周|明天|后天|\d{1,2}号|\d{1,2}[./]\d{1,2}")


# 约11.21到现场踏勘: the day is no part of the wish.
_DAY_FIRST = re.compile(r"(?:约|让|定)(?:\d{1,2}[./月]\d{1,2}[日号]?|[下本这]?周[一二三四五六日]|明天|后天|月底)前?")


def read_signals(text: str, clauses: Sequence[Clause], body: int, promises: Sequence[Promised]) -> Iterator[Signal]:
    """The first of each kind in an entry; what one side promised by a day is no signal."""
    owed = deque(p.what_span for p in promises if p.due is not None)
    seen: set[str] = set()
    if not clauses or _ANY.search(text, body, clauses[-1].end) is None:
        return
    for clause in clauses:
        begin = max(clause.start, body)
        said = text[begin : min(clause.end, begin + 400)]
        while owed and owed[0][1] <= begin:
            owed.popleft()
        for start, end in islice(owed, 3):
            if start < begin + len(said) and end > begin:
                a, b = max(start - begin, 0), min(end - begin, len(said))
                said = said[:a] + "\n" * (b - a) + said[b:]
        if not said.strip() or _PAST.search(said) or _SENT_TO_TRY.search(said.strip()) or _OURS.search(said.strip()):
            continue
        for kind, pattern in _KINDS:
            match = None if kind in seen else pattern.search(said)
            if match is None or _NEGATED.search(said[max(0, match.start() - 6) : match.start()]):
                continue
            seen.add(kind)
            yield Signal(kind, _span(said, begin, match))


def _span(said: str, begin: int, match: re.Match[str]) -> tuple[int, int]:
    near = max(0, match.start() - 10, said.rfind("\n", 0, match.start()) + 1)
    wish = None if _WISH.match(said, match.start()) else _WISH.search(said, near, match.start())
    start = wish.start() if wish else match.start()
    day = _DAY_FIRST.match(said, start)
    start = day.end() if day and day.end() <= match.end() - 2 else start
    limit = min(len(said), match.end() + 8)
    stop = _STOP.search(said, match.end(), limit)
    end = stop.start() if stop else limit
    break_at = said.find("\n", match.end(), end)
    end = break_at if break_at >= 0 else end
    return begin + start, begin + max(match.end(), start + len(said[start:end].rstrip()))
