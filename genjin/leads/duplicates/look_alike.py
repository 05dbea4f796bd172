"""Characters that hands, eyes and scanners take for one another. Pure."""

from __future__ import annotations

from genjin.kernel.pinyin import read_plainly

# Own list: groups of characters of like shape that occur in names.
_LISTED = """
未末 己已巳 土士 大太犬 人入八 日曰目白 千干于 天夭 田由甲申 王玉主 木本术 力刀 贝见 东车 风凤
鸟乌岛 令今 问间闻 待侍 折拆 科料 拔拨 晴睛 抢枪 沪泸 洒酒 宇字 牛午 兔免 治冶 亨享 辨辩 竟竞
候侯 幻幼 住佳往 汤场杨扬 奕弈 佑祐 祥详洋样 裕浴 锋峰烽 铭名 诚城 盛威 汇江 合台 台合 恒桓
泰秦奉 顺项 鸿鸣 鹏鹤 隆窿 丰韦 华毕 达迖 康唐 宏宠 安按 兴光 欣欧 新斯 鑫金 金全 利和 科秤
成咸戌戍 立产 广厂 圣至 元无 云去 方万 海悔 源原 伟炜讳 胜性 俊峻 瑞端 翔祥 凯岂 博搏 凌陵
辰晨 振震 睿容 卓桌 创刨 联职 通道 运远 信倍 义叉 仁仕 升开井 正止 永水 平乎 百首 友发 石右
古舌 明朋 昌晶 春舂 旭旮 星昱 普晋 智知 朗郎 木禾 林材 柏拍 桥侨 梅海 森淼 楠南 欧殴 泉皇
波坡 洪共 润闰 清请 港巷 湖糊 滨宾 潮朝 炎灸 烨华 然燃 爱受 特持 玖久 环坏 玲铃 珠株 理埋
琪棋 瑜喻 璟景 生主 电申 益盖 盈盆 真直 石后 矿扩 硕顾 神伸 福幅 禾末 秀禿 程呈 穗惠 竹付
精情 纪红 纳呐 织炽 维推 绿录 网冈 罗夕 美关 群郡 翼冀 聚娶 自白 航船 良艮 艺芒 芯蕊 英荚
茂芪 草早 荣莱 莱菜 蓝篮 蓬逢 虎虑 视觇 讯汛 设没 谊宜 谷容 贵责 贸货 越赵 轩轲 轮论 迅讯
迪油 逸免 遐暇 邦那 郑邓 都郁 酷醋 里黑 重童 量童 钢刚 钧均 铁轶 锐悦 锦棉 镇填 长张 阳阴
陆陇 集隼 雄难 雷蕾 青晴 音昔 顶项 颐颇 飞乙 食良 首百 香杳 马乌 驰弛 骏俊 高亳 魏巍 麦夌
黄横 齐济 龙尤
"""
_ALIKE: dict[str, frozenset[str]] = {}
for _group in _LISTED.split():
    for _character in _group:
        _ALIKE[_character] = _ALIKE.get(_character, frozenset()) | frozenset(_group)

# Syllables many speakers do not tell apart.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


def look_alike(a: str, b: str) -> bool:
    """Whether the texts differ only in characters of like shape or like sound, one for one."""
    if len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return all(y in _ALIKE.get(x, ()) or _sounds(x) == _sounds(y) for x, y in differing)


def _sounds(character: str) -> str:
    syllable = "".join(read_plainly(character))
    for full, flat in _MERGED:
        if syllable.startswith(full):
            syllable = flat + syllable[len(full) :]
            break
    return syllable.removesuffix("g") if syllable.endswith(("ing", "eng", "ang")) else syllable
