"""A small library for the sample team: examples written for it, and each says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genjin.kernel.actor import Actor
from genjin.service.materials.models import Material, MaterialKind
from genjin.tables.ledger.operation import single

_NOTE = "（示例资料，内容为演示编写，不代表任何真实客户或产品。）"
# name, kind, industries, products, grades, words, text
_EXAMPLES = (
    (
        "示例案例：轴承厂换线时间缩短",
        "案例",
        "机械制造、汽车零部件",
        "轴承",
        "|A|B|",
        "换线、停机、节拍",
        "客户是一家中型轴承厂，换一次规格要停机半天。\n\n我们和班组一起量了三周，把换线拆成“停机才能做”和“不停机也能做”两部分，"
        "再把工装改成快换。\n\n换线时间明显缩短，小批量订单敢接了。",
    ),
    (
        "示例案例：食品包装线降低停机",
        "案例",
        "食品饮料、包装",
        "包装线",
        "|A|B|",
        "包装、停机、备件",
        "客户的包装线每周都会意外停几次。\n\n先看记录，再看现场：多数停机来自同三个易损件。"
        "改成按班次点检、常备备件之后，意外停机少了下来。",
    ),
    (
        "示例白皮书：设备选型先问的十个问题",
        "白皮书",
        "",
        "",
        "|B|C|",
        "选型、采购、评估",
        "一、产量按哪个季节算？\n二、谁来操作，谁来维护？\n三、现场的电、气、地面够不够？\n四、换规格有多频繁？\n"
        "五、停一小时损失多少？\n六、备件多久能到？\n七、和前后工序怎么接？\n八、验收看哪几个数？\n九、三年后产量会怎样？\n"
        "十、谁最后点头？",
    ),
    (
        "示例方案：分三步改造一条线",
        "报价/方案",
        "机械制造",
        "",
        "|A|",
        "改造、分期、方案",
        "第一步 诊断：两周，量节拍、停机与不良。\n第二步 试点：先改一个工位，看到数再往下走。\n"
        "第三步 推广：按试点的结果排期，边生产边改。\n\n价格按步报，每步可以停。",
    ),
    (
        "示例演示安排：半天看懂整条线",
        "产品演示",
        "",
        "",
        "|B|",
        "演示、参观",
        "上午看运行中的设备，重点是换规格和报警处理。\n下午按你们的一张图纸试做三件，当场量。\n来之前告诉我们最想看什么。",
    ),
    (
        "示例资讯：月度行业简报怎么读",
        "资讯",
        "",
        "",
        "|C|",
        "简报、行业",
        "每月一页，只写三件事：原料价格的方向、交期的变化、一条值得留意的标准修订。两分钟能看完。",
    ),
    (
        "示例话术：客户说“价格贵”怎么接",
        "话术",
        "",
        "",
        "|A|B|",
        "价格、异议、贵",
        "先不还价，先问清楚：\n1. 和哪一家比？配置一样吗？\n2. 贵在一次付，还是贵在三年用？\n"
        "3. 如果价格谈妥，还有什么没定？\n\n把停机、备件、人工列进去一起算，再谈价格。",
    ),
)


def write_library(actor: Actor) -> None:
    """The examples as one operation; nothing where the library holds something already."""
    if Material.objects.exists():
        return
    kinds = {name or "": pk for pk, name in MaterialKind.objects.filter(deleted_at=None).values_list("pk", "name")}
    facts = {"verb": "rows.create", "table": "materials", "via": "import", "reason": "示例资料"}
    with single(actor, **facts) as writer:
        writer.create("materials", [_cells(kinds, *example) for example in _EXAMPLES])


def _cells(
    kinds: Mapping[str, int],
    name: str,
    kind: str,
    industries: str,
    products: str,
    grades: str,
    words: str,
    text: str,
) -> dict[str, Any]:
    cells = {
        "name": name,
        "kind": kinds.get(kind),
        "industries": industries,
        "products": products,
        "grades": grades,
        "words": words,
        "text": f"{text}\n\n{_NOTE}",
    }
    return {column: value for column, value in cells.items() if value}
