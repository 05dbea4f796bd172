"""Words that say what a company does: where in a name the brand ends. With the English that business cards put for them."""

from __future__ import annotations

# Chinese word → how it is put in English company names.
ENGLISH: dict[str, tuple[str, ...]] = {
    "科技": ("technology", "tech", "technologies", "science"),
    "技术": ("technology", "tech", "technologies"),
    "电子": ("electronics", "electronic"),
    "电气": ("electric", "electrical"),
    "电器": ("electric", "appliance", "appliances", "electrical"),
    "机械": ("machinery", "machine", "mechanical"),
    "机电": ("electromechanical", "mechanical", "electric"),
    "设备": ("equipment",),
    "贸易": ("trading", "trade"),
    "商贸": ("trading", "trade", "commerce"),
    "经贸": ("trading", "trade", "economic"),
    "工贸": ("industry", "trading", "industrial"),
    "实业": ("industrial", "industry", "industries", "enterprise"),
    "工业": ("industrial", "industry", "industries"),
    "投资": ("investment", "investments"),
    "建筑": ("construction", "building", "architecture"),
    "建设": ("construction",),
    "工程": ("engineering", "project"),
    "装饰": ("decoration",),
    "材料": ("materials", "material"),
    "新材料": ("newmaterials", "materials", "material"),
    "化工": ("chemical", "chemicals"),
    "化学": ("chemical", "chemicals"),
    "塑料": ("plastic", "plastics"),
    "橡胶": ("rubber",),
    "纺织": ("textile", "textiles"),
    "服装": ("garment", "clothing", "apparel"),
    "服饰": ("garment", "apparel", "fashion"),
    "食品": ("food", "foods"),
    "医疗": ("medical",),
    "器械": ("instrument", "instruments", "apparatus", "device"),
    "医药": ("pharmaceutical", "medicine"),
    "制药": ("pharmaceutical", "pharma"),
    "药业": ("pharmaceutical", "pharma"),
    "生物": ("bio", "biological", "biotech", "biology"),
    "环保": ("environmental", "environment", "environmentalprotection"),
    "环境": ("environment", "environmental"),
    "能源": ("energy",),
    "物流": ("logistics",),
    "运输": ("transport", "transportation"),
    "货运": ("freight",),
    "信息": ("information", "info"),
    "网络": ("network", "networks"),
    "软件": ("software",),
    "通信": ("communication", "communications"),
    "通讯": ("communication", "communications"),
    "咨询": ("consulting", "consultancy"),
    "管理": ("management",),
    "服务": ("service", "services"),
    "发展": ("development",),
    "开发": ("development",),
    "国际": ("international", "intl"),
    "汽车": ("auto", "automobile", "automotive", "motor"),
    "配件": ("parts", "accessories"),
    "零部件": ("parts", "components"),
    "部件": ("parts", "components"),
    "模具": ("mould", "mold", "moulds"),
    "轴承": ("bearing", "bearings"),
    "阀门": ("valve", "valves"),
    "泵业": ("pump", "pumps"),
    "电缆": ("cable", "cables"),
    "电机": ("motor", "motors", "electricmotor"),
    "精密": ("precision",),
    "光电": ("optoelectronics", "photoelectric", "optoelectronic"),
    "自动化": ("automation",),
    "智能": ("intelligent", "smart", "intelligence"),
    "包装": ("packaging", "packing", "package"),
    "印刷": ("printing",),
    "家具": ("furniture",),
    "钢铁": ("steel", "iron"),
    "金属": ("metal", "metals"),
    "五金": ("hardware",),
    "制品": ("products",),
    "制造": ("manufacturing", "manufacture"),
    "农业": ("agriculture", "agricultural"),
    "文化": ("culture", "cultural"),
    "传媒": ("media",),
    "广告": ("advertising",),
    "房地产": ("realestate", "property", "estate"),
    "置业": ("property", "realestate"),
    "仪器": ("instrument", "instruments"),
    "仪表": ("instrument", "meter"),
    "玻璃": ("glass",),
    "陶瓷": ("ceramics", "ceramic"),
    "水泥": ("cement",),
    "电力": ("power", "electricpower"),
    "照明": ("lighting",),
    "集团": ("group",),
    "旅游": ("tourism", "travel"),
    "酒店": ("hotel",),
    "教育": ("education",),
    "玩具": ("toys", "toy"),
    "工具": ("tools", "tool"),
}
_LISTED = """
高科技 高新 纺织品 房产 地产 物业 置地 建材 建筑安装 安装 装修 装璜 装潢 设计 园林 绿化 景观 市政
路桥 公路 桥梁 水利 水电 电站 电业 供电 热力 燃气 天然气 石油 石化 油田 煤炭 煤业 矿业 矿产 冶金
钢材 钢管 钢构 钢结构 铝业 铜业 有色 不锈钢 铸造 锻造 焊接 热处理 表面 涂料 油漆 颜料 染料 树脂
胶粘 塑胶 塑业 化纤 纤维 针织 服装 制衣 衣业 鞋业 皮革 皮具 箱包 羽绒 家纺 丝绸 印染 染整 毛纺
棉纺 日用 百货 超市 商场 商厦 大厦 商业 商务 商行 贸易行 进出口 外贸 物资 供销 购销 销售 经销 代理
批发 零售 电商 电子商务 拍卖 典当 担保 小额贷款 保险 证券 基金 金融 租赁 融资 资产 资本 控股 产业
创业 企业 实业发展 生态 科贸 科工 工艺 工艺品 礼品 珠宝 首饰 钟表 眼镜 乐器 体育 健身 娱乐 影视
影业 广播 出版 图书 文具 办公 纸业 造纸 纸品 彩印 标签 木业 木材 竹木 地板 门窗 门业 幕墙 石材
石业 砖业 混凝土 砂石 卫浴 洁具 厨具 厨卫 家电 家居 家俱 灯具 灯饰 光学 光伏 太阳能 新能源 风电
电池 电源 电线 线缆 电工 电控 电路 半导体 芯片 集成电路 微电子 元件 器件 传感 仪电 测控 检测 检验
认证 计量 数控 机床 刀具 磨具 磨料 轴业 齿轮 传动 液压 气动 密封 紧固件 弹簧 标准件 管业 管道 管件
阀业 压缩机 风机 锅炉 制冷 空调 冷链 冷冻 电梯 起重 工程机械 农机 农具 矿山 矿机 轨道 铁路 铁道
航空 航天 航运 船舶 船务 海运 港口 码头 港务 快递 速递 仓储 供应链 客运 出租 汽运 汽贸 汽配 汽修
车业 车辆 摩托车 自行车 电动车 轮胎 加油 粮油 粮食 油脂 米业 面粉 面业 食用油 调味品 酒业 酿酒 啤酒
饮料 饮品 饮用水 茶业 茶叶 乳业 奶业 肉类 肉业 水产 渔业 海产 养殖 畜牧 牧业 饲料 种业 种子 化肥
农资 农药 林业 花卉 园艺 果业 果品 蔬菜 农产品 农副产品 餐饮 饭店 宾馆 酒楼 旅行社 旅行 会展 展览
策划 公关 营销 人才 人力资源 劳务 家政 保洁 清洁 洗涤 保安 安防 消防 监控 安全 电信 移动 联通 邮政
邮电 数码 数据 云计算 系统 计算机 电脑 互联网 游戏 动漫 物联网 机器人 三维 激光 真空 超声 净化
水处理 污水 环卫 再生 回收 废旧 废物 医院 诊所 门诊 药房 大药房 药品 药材 中药 中医 保健 保健品
康复 美容 美发 化妆品 母婴 儿童 幼儿 学校 培训 留学 翻译 法律 会计 审计 税务 评估 造价 监理 勘察
测绘 规划 地质 气象 海洋 生命 基因 疫苗 诊断 试剂 耗材 器材 工贸 科教 建工 建业 建安 水务 自来水
供水 排水 热电 五交化 交电 劳保 防护 制冰 线路 总厂 分厂 厂 注塑 注塑机 压铸 冲压 五金机电 机器
机件 电声 音响 电视 视讯 显示 触控 薄膜 磁性 磁材 粉体 粉末 陶业 瓷业 搪瓷 铸件 锻件 钣金 涂装
电镀
"""
BUSINESS: frozenset[str] = frozenset(ENGLISH) | frozenset(w for w in _LISTED.split() if len(w) > 1)
