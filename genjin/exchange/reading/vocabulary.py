"""The words that head columns in Chinese, traditional Chinese and English sheets.

Headers are compared after `headers.fold_header`: simplified, lower case, no brackets, marks or blanks. A header may stand
for several fields; the values of the column then decide, the first field being the likelier.
"""

from __future__ import annotations

_EXACT_BY_FIELD: dict[str, str] = {
    "company": (
        "公司 公司名 公司名称 公司全称 企业 企业名 企业名称 企业全称 单位 单位名 单位名称 单位全称 工作单位 所在单位 所在公司 就职公司 客户名 "
        "客户名称 客户全称 客户公司 客户公司名称 客户单位 客户单位名称 采购单位 采购商 意向客户 意向公司 厂家 厂家名称 工厂名称 商家 商家名称 "
        "机构 机构名称 组织名称 店铺名称 店名 参展单位 观众单位 来访单位 参会单位 姓名公司名称 公司抬头 开票抬头 发票抬头 甲方 甲方名称 买方 "
        "需方 使用单位 业主 业主单位 终端客户 渠道商 经销商 经销商名称 供应商名称 公司名称全称 公司工商全称 工商名称 注册名称 贵公司名称 贵司名称 "
        "company companyname nameofcompany organization organisation organizationname org orgname account accountname business businessname "
        "firm employer customername clientname customercompany enterprise corporation company/account"
    ),
    "contact": (
        "联系人 联系人姓名 联系人名称 联系人员 姓名 名字 称呼 客户姓名 客户联系人 对接人 接口人 主要联系人 首要联系人 公司联系人 采购联系人 "
        "联络人 联络人姓名 观众姓名 来访人 参会人 参会人姓名 参会者 报名人 填写人姓名 您的姓名 您的称呼 收件人 经办人 联系人及电话 联系人电话 "
        "联系人联系电话 联系人及联系方式 联系人联系方式 联系人手机 联系人信息 姓名电话 姓名及电话 客户对接人 对方联系人 关键联系人 决策人 "
        "contact contactname contactperson name fullname person personname attendee attendeename leadname yourname buyername contactfullname "
        "primarycontact pointofcontact"
    ),
    "title": (
        "职位 职务 岗位 头衔 职称 职级 职位名称 岗位名称 联系人职位 联系人职务 部门职务 部门职位 职务职位 所任职务 您的职位 角色 "
        "title jobtitle position role job designation jobposition"
    ),
    "mobile": (
        "手机 手机号 手机号码 移动电话 移动号码 联系手机 联系人手机号 联系人手机号码 客户手机 客户手机号 本人手机 您的手机 行动电话 手机电话 手机1 "
        "电话手机 手机微信 微信手机 mobile mobilephone mobileno mobilenumber cell cellphone cellnumber cellular mobilephonenumber"
    ),
    "phone": (
        "座机 固话 固定电话 办公电话 公司电话 单位电话 公司座机 座机号 座机号码 总机 电话座机 市话 企业电话 办公座机 前台电话 固定电话号码 "
        "landline officephone workphone officetel businessphone companyphone telephoneoffice fixedline deskphone"
    ),
    "email": (
        "邮箱 电子邮箱 邮件 电子邮件 邮箱地址 邮件地址 电子邮箱地址 电子信箱 信箱 联系邮箱 联系人邮箱 公司邮箱 企业邮箱 工作邮箱 客户邮箱 您的邮箱 "
        "email emailaddress mail emailid workemail businessemail contactemail"
    ),
    "province": "省 省份 省区 所在省 所在省份 省级 省直辖市 客户省份 公司省份 省自治区 province state stateprovince provincename",
    "city": "市 城市 地市 所在城市 所在市 地级市 客户城市 公司城市 城市名称 区县 市区 市县 城市区县 city town cityname",
    "industry": (
        "行业 行业类型 所属行业 行业类别 行业分类 客户行业 所在行业 行业名称 行业领域 应用行业 从事行业 公司行业 经营行业 业务领域 领域 "
        "industry sector industrytype vertical businesstype industrysector"
    ),
    "source": (
        "来源 渠道 线索来源 客户来源 来源渠道 渠道来源 获客渠道 获客方式 获客来源 信息来源 资源来源 推广渠道 数据来源 线索渠道 获取渠道 获取方式 "
        "来源类型 客户渠道 来源途径 了解渠道 客户来源渠道 咨询渠道 如何得知 您从哪里了解到我们 从何处得知 引流渠道 投放渠道 "
        "source leadsource channel leadchannel utmsource origin referralsource howdidyouhear acquisitionchannel trafficsource"
    ),
    "owner": (
        "负责人 业务员 销售 销售员 销售人员 销售代表 销售负责人 业务 业务人员 业务代表 业务负责人 跟进人 跟进人员 跟进者 跟进销售 跟单员 跟单人 "
        "跟单人员 归属人 归属 归属销售 所属销售 所属人 所属业务员 客户经理 销售经理 客户负责人 线索负责人 跟进负责人 责任人 我方负责人 我方人员 "
        "对接销售 分配给 分配人员 销售顾问 顾问 专员 客服 区域经理 owner leadowner salesrep salesperson salesowner assignedto assignee rep sales "
        "accountmanager accountowner representative responsible handler handledby agent"
    ),
    "amount": (
        "金额 预计金额 意向金额 预计成交金额 预计成交额 预计签约金额 预计合同金额 预计销售额 商机金额 项目金额 预算 预算金额 采购预算 项目预算 "
        "意向预算 客户预算 预计收入 预估金额 预估成交额 预估合同额 报价 报价金额 报价总额 报价总价 总金额 金额合计 合计金额 总价 合同金额 合同额 "
        "合同总额 订单金额 需求金额 潜在金额 机会金额 预期金额 拟采购金额 投资额 销售额 金额元 "
        "amount budget dealvalue dealamount dealsize value estimatedvalue expectedamount expectedrevenue opportunityamount estimatedamount "
        "projectvalue revenue estimatedbudget quote quotedamount totalamount total contractvalue"
    ),
    "next_follow_at": (
        "下次跟进 下次跟进时间 下次跟进日期 下次联系 下次联系时间 下次联系日期 下次联络时间 下次联络日期 下次回访 下次回访时间 下次回访日期 下次拜访 "
        "下次拜访时间 下次拜访日期 预计跟进时间 计划跟进时间 计划跟进日期 计划联系时间 计划联系日期 计划拜访时间 计划回访时间 预约时间 预约日期 "
        "预约回访 预约回访时间 再次联系时间 再联系时间 待跟进日期 待跟进时间 跟进提醒 提醒时间 提醒日期 下一步跟进时间 下一步时间 下次沟通时间 "
        "下次跟进计划时间 下步跟进时间 nextfollowup nextfollowupdate nextfollowuptime nextcontact nextcontactdate followupdate followupon "
        "nextaction nextactiondate nextstepdate nextcall nextcalldate nexttouch nextactivity nextactivitydate callbackdate reminder reminderdate"
    ),
    "created_at": (
        "创建时间 创建日期 录入时间 录入日期 登记时间 登记日期 注册时间 注册日期 提交时间 提交日期 添加时间 添加日期 收集时间 收集日期 留资时间 留资日期 "
        "建档时间 建档日期 导入时间 新增时间 新增日期 填表时间 填写时间 填写日期 报名时间 报名日期 获取时间 获取日期 获客时间 获客日期 入库时间 线索时间 "
        "线索日期 线索创建时间 线索获取时间 询盘时间 询盘日期 咨询时间 咨询日期 来访时间 来访日期 接收时间 日期 时间 首次联系时间 首次接触时间 首次咨询时间 "
        "createdat created createddate createdon createdtime createtime createdate dateadded addedon adddate submittedat submissiondate "
        "submissiontime submitdate timestamp registrationdate registeredat registeredon entrydate inquirydate leaddate date datecreated received "
        "receivedat signupdate capturedat"
    ),
    "note": (
        "备注 备注信息 说明 留言 留言内容 备注说明 其他 其它 其他备注 其他说明 补充说明 附注 备考 情况说明 客户情况 客户情况说明 跟进情况 跟进备注 "
        "跟进说明 跟进状况 沟通情况 沟通备注 进展 进展情况 最新进展 项目进展 项目情况 描述 详情 客户描述 客户备注 内容 咨询内容 询盘内容 沟通内容 简介 "
        "您的留言 附言 记录 情况 note notes remark remarks comment comments message memo description details detail content inquiry "
        "additionalinfo additionalinformation otherinfo yourmessage enquiry leadnotes"
    ),
    "followups": "跟进记录 跟进内容 跟进内容摘要 沟通记录 联系记录 拜访记录 回访记录 跟踪记录 跟进历史 历史跟进记录 followups followuplog activitylog",
    "grade": (
        "意向等级 意向级别 意向程度 意向度 客户等级 客户级别 线索等级 线索级别 等级 级别 客户意向 意向 意向分级 客户分级 客户分类等级 意向类别 优先级 "
        "grade leadgrade rating leadrating priority intentlevel"
    ),
    "stage": (
        "阶段 状态 销售阶段 跟进阶段 商机阶段 跟进状态 客户状态 线索状态 线索阶段 客户阶段 项目阶段 销售状态 当前阶段 当前状态 成交状态 进度 销售进度 "
        "stage status leadstatus leadstage dealstage pipelinestage salesstage"
    ),
    "need": (
        "需求 需求描述 客户需求 需求内容 需求说明 采购需求 需求详情 具体需求 意向需求 项目需求 业务需求 您的需求 need needs requirement requirements "
        "needdescription customerneeds"
    ),
    "products": (
        "关注产品 意向产品 产品 需求产品 感兴趣产品 咨询产品 产品名称 意向产品名称 采购产品 产品需求 产品意向 关注的产品 意向品类 品类 "
        "product products productinterest interestedproduct interestedin productsofinterest productname"
    ),
    "pain_points": "痛点 客户痛点 需求痛点 存在问题 painpoints painpoint pains",
    "address": (
        "地址 公司地址 详细地址 联系地址 单位地址 办公地址 客户地址 通讯地址 收货地址 企业地址 注册地址 所在地址 工厂地址 经营地址 住址 "
        "address companyaddress streetaddress location mailingaddress officeaddress street"
    ),
    "wechat": "微信 微信号 微信账号 微信号码 联系人微信 客户微信 微信id wechat wechatid weixin wx",
    "next_method": "跟进方式 下次跟进方式 下次联系方式 联系方法 沟通方式 跟进方法 nextmethod contactmethod followupmethod",
    "next_expected": "预计结果 预期结果 跟进目标 预期目标 expectedresult nextgoal",
    "special_needs": "特殊需求 特殊要求 个性化需求 specialneeds specialrequirements specialrequest",
    "competitors": "竞争对手 竞争对手情况 竞争情况 竞品 竞品情况 竞争品牌 competitor competitors competition",
    "remarks": "其他关注点 关注点 客户关注点 otherconcerns",
    "feedback": "客户反馈 客户反馈异议 反馈 客户异议 异议 feedback customerfeedback objection objections",
    "size": (
        "企业规模 公司规模 规模 人员规模 员工数 员工人数 公司人数 企业人数 人数 员工规模 企业规模员工数 员工数量 单位规模 "
        "size companysize employees employeecount numberofemployees headcount staff teamsize noofemployees"
    ),
    "number": "线索编号 线索号 线索id leadno leadnumber leadid",
    "assigned_at": "分配时间 分配日期 派单时间 分派时间 assignedat assigneddate assignedon assigndate",
    "last_contact_at": (
        "最近一次联系日期 最近联系 最近联系时间 最近联系日期 最近跟进 最近跟进时间 最近跟进日期 最后联系时间 最后联系日期 最后跟进 最后跟进时间 最后跟进日期 "
        "上次跟进 上次跟进时间 上次跟进日期 上次联系 上次联系时间 上次联系日期 最近一次跟进时间 最近回访时间 最近拜访日期 "
        "lastcontact lastcontacted lastcontactdate lastfollowup lastfollowupdate lastactivity lastactivitydate lasttouch lastcontactedat"
    ),
    "expected_close": (
        "预计成交日期 预计成交时间 预计签约日期 预计签约时间 预计签单日期 预计签单时间 预计采购时间 预计下单时间 预计结单日期 "
        "expectedclose closedate expectedclosedate estimatedclosedate closingdate"
    ),
    "won_amount": "成交金额 签约金额 实际成交金额 成交额 实际金额 已成交金额 wonamount closedamount",
    "purchasing_plan": "采购计划 采购时间计划 采购周期 purchasingplan purchaseplan buyingplan",
    "willingness": "合作意愿 合作意向 willingness",
    "campaign": "活动 市场活动 活动名称 展会名称 展会 campaign event eventname utmcampaign campaignname",
    "urgency": "紧急程度 紧急度 缓急 urgency",
    "credit_code": "统一社会信用代码 社会信用代码 信用代码 税号 纳税人识别号 creditcode uscc taxid taxnumber",
    "lost_reason": "流失原因 丢单原因 输单原因 战败原因 无效原因 lostreason reasonlost",
}  # fmt: skip

# Headers that name more than one thing: the likelier first.
AMBIGUOUS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "电话 联系电话 电话号码 联系方式 电话号 客户电话 联系号码 号码 联络方式 联络电话 联系人电话号码 咨询电话 您的电话 您的联系方式 通讯方式 "
            "热线 联系电话1 电话1 phone phonenumber tel telephone telno telephonenumber contactnumber contactphone phoneno contactno contactinfo"
        ).split(),
        ("mobile", "phone"),
    ),
    **dict.fromkeys(
        "地区 区域 所在地 所在地区 所属地区 所属区域 省市 省市区 省份城市 客户地区 客户区域 地域 销售区域 片区 大区 所在区域 region area territory".split(),
        ("province", "city"),
    ),
    **dict.fromkeys("客户 名称 customer client lead prospect 潜在客户 线索 线索名称 目标客户 opportunity".split(), ("company", "contact")),
    **dict.fromkeys("负责人 经理".split(), ("owner", "contact")),
    **dict.fromkeys(
        "跟进时间 跟进日期 联系时间 联系日期 回访时间 回访日期 拜访时间 拜访日期".split(), ("next_follow_at", "last_contact_at")
    ),
}

# Columns of every sheet that say nothing about a lead.
IGNORED = frozenset(
    (
        "序号 编号 号 行号 id no no. num number index 数量 单价 单位价格 规格 型号 单位 税率 折扣 折扣率 成本 毛利 毛利率 利润 传真 fax 邮编 邮政编码 "
        "zip zipcode postcode postalcode 网址 网站 官网 公司网站 website url web homepage qq qq号 qq号码 性别 gender sex 年龄 age 生日 birthday 内部评级 "
        "内部编号 内部备注码 创建人 录入人 修改人 更新人 更新时间 更新日期 修改时间 修改日期 updatedat updated modified modifiedat lastmodified createdby "
        "updatedby 审核 审核人 审批人 签字 签名 是否有效 是否成交 是否 数量台 数量件 已付 已付款 已回款 回款 回款金额 欠款 余额 运费 税额 定金 "
        "quantity qty unitprice price cost discount margin tax currency 币种 汇率 国家 country 部门 department dept 法人 法定代表人 法人代表 注册资本 "
        "成立日期 成立时间 注册资金 经营范围 客户编号 客户编码 客户id 客户代码 公司编号 订单号 订单编号 合同编号 合同号 项目编号 utmmedium ip ipaddress "
        "标签 tag tags 打分 得分 评分 score leadscore"
    ).split()
) - {"单位"}


def _candidates() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, words in _EXACT_BY_FIELD.items():
        for word in words.split():
            found.setdefault(word, (field,))
    return {**found, **AMBIGUOUS}


EXACT: dict[str, tuple[str, ...]] = _candidates()

# For headers that are in no list, tried in this order; an empty field means: not imported.
PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"^(?:序|编)号|编码$|编号$|^id$|id$|^内部|单价|数量|税|折扣|成本|回款|已付|欠款|余额|fax|传真|邮编|网址|官网地址|性别|qq", ()),
    (r"(?:下次|下一次|下一步|下步|计划|预约|待|next).*(?:时间|日期|date|time|at$|跟进|联系|回访|拜访|联络|followup|contact|call)", ("next_follow_at",)),
    (r"(?:最近|最后|上次|上一次|last).*(?:联系|跟进|拜访|回访|联络|沟通|contact|followup|activity)", ("last_contact_at",)),
    (r"(?:更新|修改|update|modif)", ()),
    (r"(?:分配|分派|派单|assign).*(?:时间|日期|date|time|at$|on$)", ("assigned_at",)),
    (r"预计.*(?:成交|签约|签单|下单|采购).*(?:时间|日期|月)|clos.*date", ("expected_close",)),
    (r"(?:创建|录入|登记|注册|提交|添加|收集|留资|建档|导入|新增|填[表写]|报名|获取|获客|入库|询盘|咨询|来访|首次).*(?:时间|日期)", ("created_at",)),
    (r"(?:creat|submi|register|added|entry|inquir|received|signup).*(?:date|time|at$|on$)", ("created_at",)),
    (r"联系人.*(?:电话|手机|方式)|姓名.*(?:电话|手机|方式)", ("contact",)),
    (r"微信|wechat|weixin", ("wechat",)),
    (r"手机|移动电话|行动电话|mobile|cellphone", ("mobile",)),
    (r"座机|固话|固定电话|(?:办公|公司|单位|企业).*电话|总机|landline|office.*(?:phone|tel)", ("phone",)),
    (r"电话|联系方式|联络方式|phone|telephone|^tel", ("mobile", "phone")),
    (r"邮箱|邮件|email|e-?mail", ("email",)),
    (r"(?:公司|企业|单位|工厂|厂家|客户|商家|机构|店铺|组织|业主).*(?:名称|全称|名$|抬头)|company.*name|organi[sz]ation", ("company",)),
    (r"(?:销售|业务|跟进|归属|所属|负责|我方|对接).*(?:人|员|销售|代表|经理)|salesrep|owner|assigned", ("owner",)),
    (r"联系人|联络人|对接人|接口人|contactperson|contactname|姓名$", ("contact",)),
    (r"职务|职位|岗位|头衔|jobtitle", ("title",)),
    (r"省份|省$|province", ("province",)),
    (r"城市|地市|city", ("city",)),
    (r"地区|区域|region|territory", ("province", "city")),
    (r"地址|address", ("address",)),
    (r"行业|industry", ("industry",)),
    (r"来源|渠道|途径|得知|source|channel", ("source",)),
    (r"(?:意向|客户|线索|意愿).*(?:等级|级别|程度|分级)", ("grade",)),
    (r"阶段|状态|stage|status", ("stage",)),
    (r"规模|员工数|人数|employees|companysize", ("size",)),
    (r"(?:成交|签约).*(?:金额|额)", ("won_amount",)),
    (r"金额|预算|报价|总价|合同额|成交额|销售额|amount|budget|dealvalue|revenue", ("amount",)),
    (r"跟进.*(?:记录|内容|历史|摘要)|(?:沟通|联系|拜访|回访).*记录", ("followups",)),
    (r"竞争|竞品|competitor", ("competitors",)),
    (r"痛点|painpoint", ("pain_points",)),
    (r"产品|product", ("products",)),
    (r"需求|requirement", ("need",)),
    (r"反馈|异议|feedback", ("feedback",)),
    (r"备注|说明|留言|情况|描述|进展|remark|comment|note|message|description", ("note",)),
    (r"(?:公司|企业|单位)$|company", ("company",)),
)  # fmt: skip
