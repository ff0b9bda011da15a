"""Sentence templates of local-government news, by the kind of article.

Slots: ``{A}`` the county, ``{T}`` a township, ``{C}`` ``{C2}`` ``{C3}`` communities, ``{B}`` ``{B2}`` ``{B3}`` bodies of
the county, ``{P}`` ``{Q}`` ``{S}`` officials, ``{U}`` ``{V}`` officials of the prefecture, ``{K}`` the community's
secretary, ``{X}`` a half-named and ``{Y}`` a fully named resident, ``{I}`` ``{N}`` a local and a national campaign,
``{d}`` a day, ``{n}`` a number, ``{w}`` the field of work of ``{B}``, ``{CB}`` a body of the
prefecture, ``{GW}`` ``{GZ}`` ``{JW}`` ``{RD}`` the county's committee, government, discipline body and congress, ``{TD}`` the
township's committee, ``{SW}`` the province's, ``{M}`` a doctor, ``{L}`` the county's level word. After a colon the form: ``name`` a person without
post, ``front`` post before name, ``behind`` name before post, ``chain`` a community with its township, ``long`` with its county too,
``list`` a name in a list of
leaders, ``past`` a post that the person held before, ``named`` and ``short`` of a body or place. Without one the writer chooses: the long form first, a short one later.

A template may be followed by what it states: ``visits P C``, ``carriesOut B I`` and so on.
"""

# ruff: noqa: E501 (tables of Chinese text; a character is two columns wide)

WORK = {
    "人力资源和社会保障局": ("就业创业", "根治欠薪", "社保经办", "技能培训"),
    "教育体育局": ("校园安全", "“双减”", "控辍保学", "阳光体育"),
    "卫生健康委员会": ("疫苗接种", "家庭医生签约", "基层诊疗", "爱国卫生"),
    "住房和城乡建设局": ("老旧小区改造", "燃气安全", "物业管理", "农村危房改造"),
    "农业农村局": ("春耕备播", "高标准农田建设", "秸秆禁烧", "动物防疫"),
    "民政局": ("社会救助", "养老服务", "殡葬改革", "留守儿童关爱"),
    "财政局": ("预算绩效", "惠农补贴发放", "政府采购", "资产清查"),
    "文化广电和旅游局": ("公共文化服务", "文物保护", "全域旅游", "文化下乡"),
    "市场监督管理局": ("食品安全", "特种设备", "价格监管", "药品安全"),
    "应急管理局": ("安全生产", "防汛备汛", "森林防火", "隐患排查"),
    "交通运输局": ("农村公路养护", "超限治理", "客运安全", "渡口管理"),
    "水利局": ("河道清淤", "饮水安全", "水库除险", "防汛抗旱"),
    "退役军人事务局": ("优抚对象走访", "双拥", "退役军人就业", "光荣牌悬挂"),
    "司法局": ("法治宣传", "人民调解", "法律援助", "社区矫正"),
    "审计局": ("专项审计", "审计整改", "经济责任审计", "资金核查"),
    "城市管理局": ("市容整治", "垃圾分类", "违建拆除", "停车秩序"),
    "发展和改革委员会": ("项目谋划", "营商环境", "粮食储备", "节能降耗"),
    "医疗保障局": ("医保基金监管", "参保缴费", "异地就医", "慢性病认定"),
    "乡村振兴局": ("防返贫监测", "产业帮扶", "衔接资金", "人居环境整治"),
    "信访局": ("矛盾化解", "领导接访", "积案清零", "源头治理"),
    "公安局": ("反诈宣传", "夜间巡逻", "交通安全", "户籍办理"),
    "人民法院": ("诉前调解", "巡回审判", "执行攻坚", "送法上门"),
    "人民检察院": ("公益诉讼", "未成年人保护", "听证", "支持起诉"),
    "妇女联合会": ("家庭教育", "巾帼志愿服务", "妇女维权", "巧手培训"),
    "残疾人联合会": ("辅具适配", "残疾人就业", "康复救助", "无障碍改造"),
    "总工会": ("困难职工慰问", "劳动竞赛", "送清凉", "工会组建"),
    "红十字会": ("应急救护培训", "无偿献血", "人道救助", "物资发放"),
    "人民医院": ("义诊", "健康讲座", "慢病随访", "急救演练"),
    "生态环境局": ("扬尘治理", "水质监测", "排污许可", "噪声整治"),
}

TITLES = {
    "prefecture": (
        "{A:named}召开{w}工作推进会", "{P:title}到{D}、{E}调研{w}工作", "全{L}{w}工作现场会在{D}召开",
        "{B:named}部署{w}工作",
    ),
    "meeting": (
        "{A:named}召开{w}工作推进会", "{A:named}安排部署{w}工作", "{P:title}主持召开专题会议研究{w}工作",
        "{A:named}:聚焦{w} 压实责任",
    ),
    "visit": (
        "{P:title}到{T}调研{w}工作", "{P:title}督导检查{w}工作", "{P:title}深入{C}走访慰问困难群众",
        "{P:title}调研基层治理工作",
    ),
    "bureau": (
        "{B:named}:{w}工作进社区", "{B:named}扎实推进{w}工作", "{A:named}:{w}暖民心", "{B:named}到{C}开展{w}宣传",
    ),
    "posts": ("{A:named}一批领导干部职务任免", "{RD:named}通过一批任免名单", "{A:named}召开领导干部会议"),
    "community": ("{C}:小网格托起大民生", "{C}里的暖心事", "{C:chain}:家门口的幸福", "{C}开展{w}志愿服务"),
    "joint": ("{B:named}联合{B2:named}开展{w}检查", "{A:named}多部门联动抓好{w}", "{A:named}:部门携手护民生"),
    "praise": ("{A:named}表彰先进集体和先进个人", "{C}获评先进", "{A:named}隆重召开表彰大会"),
    "inspect": ("{A:named}开展专项督导", "{JW:named}:严明纪律抓{w}", "{A:named}督查{w}落实情况"),
    "city": ("{U:title}到{A:named}调研", "{U:title}深入{A:named}督导{w}工作", "{U:title}在{A:named}走访调研"),
    "profile": ("{P:title}:扎根一线的“老黄牛”", "记{C}的带头人{K:name}", "一名基层干部的日常"),
}  # fmt: skip

LEADS = {
    "prefecture": (
        "{d},{A:named}召开{w}工作推进会。{P:front}主持会议并讲话,{Q:front}、{S:front}参加会议。",
        "{d},{P:front}到{D}、{E}调研{w}工作,{U:front}、{V:front}分别陪同。\tvisits P D\tvisits P E",
        "{d},{A:named}{w}工作现场会在{D}召开,{P:front}出席并讲话,{U:front}致辞。",
        "{d},{B:named}在{D}召开全{L}{w}工作会议,{S:front}主持,{B2}、{B3}负责人参加。",
    ),
    "meeting": (
        "{d},{A:named}召开{w}工作推进会,{P:front}主持会议并讲话,{Q:front}、{S:front}参加会议。",
        "{d},{P:front}主持召开专题会议,研究部署全{L}{w}工作。{Q:front}出席会议。",
        "{d}上午,{A:named}{w}工作会议召开。{P:front}出席会议并讲话,{Q:front}主持会议。",
        "{d},{P:front}在{A:named}{w}工作调度会上强调,要把{w}工作抓紧抓实。{Q:front}、{S:front}及各有关单位负责人参加。",
        "{d},{A:named}召开{w}工作会。会议由{Q:front}主持,{P:front}作动员讲话。",
    ),
    "visit": (
        "{d},{P:front}到{T}调研{w}工作,{Q:front}陪同调研。\tvisits P T",
        "{d},{P:front}带领有关部门负责人深入{C:chain},实地察看{w}工作开展情况。\tvisits P C",
        "{d}上午,{P:front}一行先后来到{C:chain}、{C2:chain},看望慰问困难群众。\tvisits P C\tvisits P C2",
        "{d},{P:front}、{Q:front}到{T}督导检查{w}工作。\tvisits P T\tvisits Q T",
        "{d},{A:named}{w}工作现场观摩会在{T}举行,{P:front}参加。",
    ),
    "bureau": (
        "{d},{B:named}组织工作人员到{C:chain}开展{w}宣传活动。\tvisits B C",
        "今年以来,{B:named}坚持以人民为中心,扎实推进{w}工作,取得明显成效。",
        "近日,{B:full}在{C:chain}启动{I},把{w}服务送到群众家门口。\tcarriesOut B I",
        "{d},{B:named}召开{w}工作会议,{P:front}出席并讲话。",
        "连日来,{B:named}深入{T}开展{w}工作,受到群众好评。\tvisits B T",
    ),
    "posts": (
        "{d},{A:named}召开领导干部会议,宣布有关人事任免决定。",
        "{d},{RD:named}举行会议,表决通过了有关人事任免事项。",
        "据{A:named}政府网站消息,近日{A:named}公布一批干部任免通知。",
    ),
    "community": (
        "“社区就是我们的家。”{d},说起身边的变化,{C:chain}居民{X}笑着说。",
        "{d},走进{C:chain},只见{K:front}正和几名志愿者清理楼道杂物。",
        "{d},{C:long}热闹非凡,{B:named}的工作人员正在为居民答疑解惑。\tvisits B C",
        "近年来,{C:long}坚持党建引领,探索出一条基层治理新路子。",
    ),
    "joint": (
        "{d},{B:named}联合{B2:named}到{T}开展{w}专项检查。\tcooperatesWith B B2",
        "近日,由{B:named}牵头,{B2:named}、{B3:named}共同参与的{w}联合行动在{A:named}展开。\tcooperatesWith B B2",
        "{d},{B:full}会同{B2:full},深入{C:chain}走访群众。\tcooperatesWith B B2\tvisits B C",
    ),
    "praise": (
        "{d},{A:named}召开表彰大会,对一批先进集体和先进个人予以表彰。{P:front}出席会议并为获奖代表颁奖。",
        "{d},{A:named}总结表彰会举行,{P:front}宣读表彰决定,{Q:front}主持会议。",
    ),
    "inspect": (
        "{d},{JW:named}组成督导组,深入{T}对{w}工作开展监督检查。",
        "近日,{P:front}带队到{T}、{C:chain}督查{w}落实情况。\tvisits P T",
        "{d},{B:named}派出工作组进驻{T},对{w}工作进行全程督导。",
    ),
    "city": (
        "{d},{U:cityfront}到{A:named}调研{w}工作。{P:front}、{Q:front}陪同。\tvisits U A",
        "{d},{U:cityfront}深入{C:long},检查{w}工作。\tvisits U C",
        "{d}下午,{U:cityfront}带领{CB}负责人来{A:named}督导检查,{P:front}汇报了工作情况。\tvisits U A",
    ),
    "profile": (
        "在{C:long},提起{K:front},居民们无不竖起大拇指。",
        "{K:behind}是{C:long}群众的贴心人。",
        "清晨六点,{C:long}的小广场上,{K:front}已经开始了一天的忙碌。",
    ),
}  # fmt: skip

BODY = {
    "prefecture": (
        "会上,{B2}、{B3}作了典型发言。",
        "{P:name}先后来到{C:long}、{C2:long},了解{w}工作进展。\tvisits P C\tvisits P C2",
        "{B}要求,各县(市、区)要学习{D}、{E}的做法。",
        "{U:name}表示,{D}将以此为契机,推动{w}工作再上新台阶。",
        "{V:front}汇报了{E}工作情况。",
        "{GW}、{GZ}高度重视{w}工作,把它列入民生实事。",
        "{B}还将会同{B2}、{B3}开展专项检查。\tcooperatesWith B B2",
        "{K:front}介绍了{C}的经验。",
        "{L}领导{Q:list}、{S:list}参加活动。",
        "{O:front}曾任{O:past},对基层情况十分熟悉。",
    ),
    "meeting": (
        "会议指出,{w}工作事关群众切身利益,各级各部门要提高政治站位,强化责任担当。",
        "会上,{B}、{B2}和{T}分别汇报了工作开展情况。",
        "{P:name}强调,要坚持问题导向,逐项抓好整改落实。",
        "{P:name}要求,{B}要发挥牵头作用,{B2}、{B3}要密切配合,形成工作合力。",
        "{Q:name}指出,要扎实开展{I},把实事办到群众心坎上。",
        "会议传达了{CB}有关文件精神,听取了{B:named}关于{w}工作的汇报。",
        "{S:front}就做好下一步工作作了安排。",
        "{L}领导{Q:list}、{S:list}参加会议。",
        "{O:front}结合自己担任{O:past}时的经历谈了体会。",
        "会前,{P:name}还到{C:chain}进行了调研。\tvisits P C",
        "{GW}、{GZ}主要领导高度重视{w}工作,多次作出批示。",
    ),
    "visit": (
        "在{C},{P:name}与{K:front}亲切交谈,详细了解群众生产生活情况。\tvisits P C",
        "随后,{P:name}来到{C2},走进居民{X}家中嘘寒问暖。\tvisits P C2",
        "{P:name}指出,{T}要因地制宜,{B}要加强指导。",
        "每到一处,{P:name}都认真听取{B}和{T}负责人的介绍。",
        "{Q:name}表示,{T}将认真落实要求,把{w}工作做细做实。",
        "调研中,{P:name}对{C}开展的{I}给予充分肯定。",
        "{P:name}还实地检查了{C3}党群服务中心。\tvisits P C3",
        "{B}、{B2}主要负责人参加活动。",
        "{L}领导{S:list}一同调研。",
        "随行的{O:front}曾任{O:past},向大家介绍了当年的情况。",
    ),
    "bureau": (
        "活动现场,{B}工作人员通过发放宣传单、现场讲解等方式,向居民普及{w}知识。",
        "{P:front}说:“我们将继续做好{w}工作,让群众得实惠。”",
        "“没想到办事这么方便。”{C}居民{X}高兴地说。",
        "{P:front}介绍,今年{B}已为群众办实事{n}件。",
        "{P:behind}多次带队到{T}现场办公。\tvisits P T",
        "{B}还联合{B2}走进{C2},为老人送去慰问品。\tcooperatesWith B B2\tvisits B C2",
        "作为{N}的重要内容,{B}先后走访群众{n}户。\tcarriesOut B N",
        "{C}的{Y}在{B}的帮助下找到了工作。\tresidentOf Y C",
        "{M:front}现场为{C}居民把脉问诊。",
        "下一步,{B}将持续开展{I},推动{w}工作再上新台阶。",
        "{CB}对{B}的做法给予肯定。",
    ),
    "community": (
        "{K:front}介绍,社区现有居民{n}户,老年人占三成。",
        "在{K:name}的带动下,{C}组建了{n}支志愿服务队。",
        "“有事就找{K:name},他从不推脱。”居民{X}说。",
        "为了解决停车难题,{C}主动对接{B},新增车位{n}个。",
        "{T}积极开展{I},{C}和{C2}先后设立了便民服务点。\tcarriesOut T I",
        "居民{Y}家住{C},去年加入了志愿服务队。\tresidentOf Y C",
        "{B:named}工作人员帮助修缮道路{n}米。",
        "{M:front}每月到{C}坐诊一次,居民{X}说看病方便多了。",
        "{X}告诉记者,以前一下雨就积水,如今{B2}派人修好了管网。",
    ),
    "joint": (
        "检查组先后来到{C}、{C2},对发现的{n}处问题现场交办。",
        "{P:front}表示,{B}将与{B2}建立长效机制。",
        "此次行动共出动人员{n}人次,{B}、{B2}、{B3}各派出骨干力量。",
        "{B2}有关负责人介绍,行动将持续到月底。",
        "行动中,{B}执法人员向{C}商户发放告知书{n}份。",
        "{Q:front}到现场督导。",
    ),
    "praise": (
        "{C}、{C2}被评为先进社区,{P:name}为其颁发奖牌。",
        "{B}、{B2}荣获先进集体称号。",
        "{K:front}作为获奖代表发言。",
        "{Q:front}、{S:front}等领导为先进个人颁奖。",
        "{P:name}希望受表彰的集体和个人珍惜荣誉、再接再厉。",
    ),
    "inspect": (
        "督导组深入{C}、{C2},通过查阅资料、实地走访等方式了解情况。",
        "针对发现的问题,督导组向{T}和{B}进行了反馈。",
        "{P:name}要求,{B}要举一反三,建立台账。",
        "{JW}有关负责人表示,将持续跟踪问效。",
        "{TD:named}高度重视,立即召开会议研究整改。",
    ),
    "city": (
        "{U:name}一行来到{C:chain},与{K:front}座谈交流。\tvisits U C",
        "{U:name}对{A:named}{w}工作取得的成绩表示肯定,要求{A:named}再接再厉。",
        "{P:name}表示,将认真落实{CB}部署,抓好各项任务。",
        "{V:cityfront}参加调研。",
        "{U:name}还察看了{B:named}服务窗口。",
        "{CB}、{B}有关负责人陪同调研。",
    ),
    "profile": (
        "{K:name}自担任书记以来,走遍了{C}的每一个角落。",
        "“{K:name}书记心里装着大伙儿。”居民{X}感慨地说。",
        "为了争取项目,{K:name}多次到{B}、{B2}沟通协调。",
        "去年,{C}在{T}率先开展{I},群众满意度明显提升。\tcarriesOut C I",
        "{P:front}评价说,{K:name}是基层干部的榜样。",
    ),
}  # fmt: skip

CLOSINGS = (
    "下一步,{A:named}将持续抓好{w}工作,不断增强群众的获得感、幸福感。",
    "目前,各项工作正在有序推进。",
    "截至目前,全{L}已累计走访群众{n}户,解决问题{n}个。",
    "{B:named}负责人表示,将以此为契机,推动工作落地见效。",
    "活动受到{T}广大居民的欢迎。",
    "{GW}、{GZ}要求,各单位要认真学习借鉴{C}的做法。",
    "通过{I},干群关系更加密切。",
    "{SW}有关部门对此给予肯定。",
)

APPOINTMENTS = (
    "任命{P:name}为{new};", "决定任命{P:name}为{new}。", "{P:name}同志任{new}。", "{P:name}任{new},{left0}",
    "{P:name},{old},任{new}。", "原{old}{P:name}任{new}。",
)  # fmt: skip
DISMISSALS = ("免去{P:name}的{old}职务。", "{P:name}不再担任{old}职务。")
