/**
 * What names, places and trades the demo company's customers are made of. The companies written out here are the ones that
 * appear by name in stories; all of them are made up.
 */

/** What kind of customer it is: decides names, fields and what people talk about with it. */
export type Trade =
  | 'distillery'
  | 'dealer'
  | 'food'
  | 'sugar'
  | 'chain'
  | 'packing'
  | 'association'
  | 'agency'
  | 'rival'

/** province, city, area code, districts */
export const PLACES: readonly (readonly [string, string, string, string])[] = [
  ['江苏', '南京', '025', '鼓楼区 江宁区 栖霞区'],
  ['江苏', '苏州', '0512', '吴中区 相城区 昆山市'],
  ['江苏', '无锡', '0510', '梁溪区 惠山区 宜兴市'],
  ['江苏', '徐州', '0516', '云龙区 铜山区'],
  ['江苏', '南通', '0513', '崇川区 如皋市'],
  ['江苏', '扬州', '0514', '邗江区 江都区'],
  ['江苏', '淮安', '0517', '清江浦区 洪泽区'],
  ['浙江', '杭州', '0571', '拱墅区 余杭区 萧山区'],
  ['浙江', '宁波', '0574', '海曙区 鄞州区'],
  ['浙江', '温州', '0577', '鹿城区 瓯海区'],
  ['浙江', '绍兴', '0575', '越城区 柯桥区'],
  ['浙江', '金华', '0579', '婺城区 义乌市'],
  ['浙江', '台州', '0576', '椒江区 黄岩区'],
  ['上海', '上海', '021', '静安区 闵行区 嘉定区 松江区'],
  ['安徽', '合肥', '0551', '蜀山区 包河区'],
  ['安徽', '芜湖', '0553', '镜湖区 弋江区'],
  ['安徽', '亳州', '0558', '谯城区'],
  ['安徽', '阜阳', '0558', '颍州区'],
  ['江西', '南昌', '0791', '西湖区 青山湖区'],
  ['江西', '九江', '0792', '浔阳区'],
  ['福建', '福州', '0591', '鼓楼区 晋安区'],
  ['福建', '泉州', '0595', '鲤城区 晋江市'],
  ['福建', '厦门', '0592', '思明区 集美区'],
  ['山东', '济南', '0531', '历下区 天桥区'],
  ['山东', '青岛', '0532', '市南区 城阳区'],
  ['山东', '临沂', '0539', '兰山区'],
  ['山东', '烟台', '0535', '芝罘区'],
  ['北京', '北京', '010', '朝阳区 丰台区 大兴区'],
  ['天津', '天津', '022', '河西区 西青区'],
  ['河北', '石家庄', '0311', '长安区 裕华区'],
  ['河北', '保定', '0312', '竞秀区'],
  ['山西', '太原', '0351', '迎泽区 小店区'],
  ['内蒙古', '呼和浩特', '0471', '赛罕区'],
  ['辽宁', '沈阳', '024', '和平区 铁西区'],
  ['辽宁', '大连', '0411', '中山区 甘井子区'],
  ['吉林', '长春', '0431', '南关区'],
  ['黑龙江', '哈尔滨', '0451', '道里区 南岗区'],
  ['河南', '郑州', '0371', '金水区 管城回族区'],
  ['河南', '洛阳', '0379', '西工区'],
  ['河南', '漯河', '0395', '源汇区'],
  ['湖北', '武汉', '027', '江岸区 洪山区'],
  ['湖北', '襄阳', '0710', '樊城区'],
  ['湖北', '宜昌', '0717', '西陵区'],
  ['湖南', '长沙', '0731', '芙蓉区 雨花区'],
  ['湖南', '常德', '0736', '武陵区'],
  ['广东', '广州', '020', '白云区 番禺区'],
  ['广东', '深圳', '0755', '宝安区 龙岗区'],
  ['广东', '佛山', '0757', '南海区 顺德区'],
  ['广东', '汕头', '0754', '金平区'],
  ['广西', '南宁', '0771', '青秀区 江南区'],
  ['广西', '柳州', '0772', '柳北区'],
  ['海南', '海口', '0898', '龙华区'],
  ['四川', '成都', '028', '武侯区 金牛区 郫都区'],
  ['四川', '宜宾', '0831', '翠屏区'],
  ['四川', '绵阳', '0816', '涪城区'],
  ['四川', '泸州', '0830', '江阳区'],
  ['重庆', '重庆', '023', '渝北区 九龙坡区 江津区'],
  ['贵州', '贵阳', '0851', '南明区 云岩区'],
  ['贵州', '遵义', '0851', '红花岗区 仁怀市'],
  ['云南', '昆明', '0871', '官渡区 盘龙区'],
  ['陕西', '西安', '029', '雁塔区 未央区'],
  ['甘肃', '兰州', '0931', '城关区'],
  ['新疆', '乌鲁木齐', '0991', '天山区'],
  ['宁夏', '银川', '0951', '兴庆区'],
]

/** Provinces of the marketing teams; the other boards work everywhere. */
export const TERRITORIES: Readonly<Record<string, readonly string[]>> = {
  华东组: ['江苏', '浙江', '上海', '安徽', '江西'],
  华北组: ['北京', '天津', '河北', '山西', '内蒙古', '山东', '辽宁', '吉林', '黑龙江', '河南'],
  西南组: ['四川', '重庆', '贵州', '云南', '陕西', '甘肃', '新疆', '宁夏', '湖北'],
  华南组: ['广东', '广西', '海南', '福建', '湖南'],
}

/** Hearts of names: two characters that no known brand of the trade bears. */
export const CORES =
  '沐泉 禾川 砚溪 青埠 松廉 柏岸 竹垣 枫渡 石涧 崖泉 鹤汀 鹭洲 雁屏 桐浦 槐里 杏坞 梨台 柳堰 莲渚 荷埠 菱川 芦汀 澜石 渚清 浔岸 沣谷 洹台 丰翎 穗满 稷源 粟里 麦垄 谷穗 禾畔 黍香 甘岭 蜜川 饴坊 糖畔 蔗乡 果岸 桃垣 橘屿 柚田 茗汀 椒源 盐渡 醇川 醴泉坊 醅香 曲院 窖藏里 坛底 瓮溪 盏林 觞川 斟源 酌岸 酩泽 酿谷 桂樽 兰觥 云瓯 玉甑 星罍 锦罐 泰穗 瑞禾 祥谷 宏粟 昌泽 隆岸 兴畔 盛穗 裕川 丰屿 达垣 润禾 泽垄 沛川 济源堂 汇谷 融禾 信樽 诚盏 正曲 德醅 仁窖 和坛 顺瓮 安觞 宁斟 平酌 远樽 航谷 帆泽 舟岸 桥畔 渡川 津禾 港穗 湾粟 岛醇 屿香 峰醴 岭曲 峦窖 丘坛 原瓮 野盏 牧樽 耕泽 织谷 朴岸 素川 拙园 守拙 知味源 得味 识香 闻醇 寻曲 问窖 访泉 听松 望岳川 观澜谷 临渚 倚岸 枕溪 漱石'.split(
    ' ',
  )

/** Given for each trade: what stands behind the heart of a name, and how it is written in the customer's fields. */
export interface TradeTraits {
  endings: readonly string[]
  businessType: string
  industry: string
  /** Code of the product category and the words used for it in notes. */
  categories: readonly (readonly [string, string])[]
  size: readonly string[]
}
export const TRADES: Readonly<Record<Trade, TradeTraits>> = {
  distillery: {
    endings: ['酒业有限公司', '酒业股份有限公司', '酿酒有限公司', '酒业集团有限公司', '酒厂'],
    businessType: 'production-food',
    industry: 'C15',
    categories: [
      ['baijiu', '白酒'],
      ['baijiu', '白酒'],
      ['huangjiu', '黄酒'],
      ['wine', '葡萄酒'],
      ['fruit-wine', '果酒'],
      ['beer', '精酿啤酒'],
    ],
    size: ['large', 'medium', 'medium', 'small'],
  },
  dealer: {
    endings: [
      '商贸有限公司',
      '酒类批发有限公司',
      '糖酒副食有限公司',
      '食品经销有限公司',
      '酒业贸易有限公司',
      '供应链有限公司',
      '烟酒商行',
    ],
    businessType: 'trade-food',
    industry: 'F51',
    categories: [
      ['liquor', '酒水'],
      ['baijiu', '白酒'],
      ['drink', '饮料'],
      ['snack', '休闲食品'],
    ],
    size: ['medium', 'small', 'small'],
  },
  food: {
    endings: ['食品有限公司', '饮料有限公司', '调味品有限公司', '乳业有限公司', '食品股份有限公司', '休闲食品有限公司'],
    businessType: 'production-food',
    industry: 'C14',
    categories: [
      ['snack', '休闲食品'],
      ['condiment', '调味品'],
      ['juice', '果汁'],
      ['tea', '茶饮料'],
      ['dairy', '乳品'],
      ['instant', '方便食品'],
      ['meat', '肉制品'],
    ],
    size: ['large', 'medium', 'small'],
  },
  sugar: {
    endings: ['糖业有限公司', '糖业集团有限公司', '糖果有限公司', '制糖有限公司'],
    businessType: 'production-food',
    industry: 'C13',
    categories: [
      ['sugar', '食糖'],
      ['candy', '糖果'],
    ],
    size: ['large', 'medium'],
  },
  chain: {
    endings: ['酒类连锁有限公司', '便利连锁有限公司', '超市有限公司'],
    businessType: 'trade-food',
    industry: 'F52',
    categories: [
      ['liquor', '酒水连锁'],
      ['snack', '便利食品'],
    ],
    size: ['large', 'medium'],
  },
  packing: {
    endings: ['包装有限公司', '彩印有限公司', '玻璃制品有限公司', '防伪科技有限公司', '食品机械有限公司'],
    businessType: 'production-packing',
    industry: 'C23',
    categories: [['related', '酒类包装']],
    size: ['medium', 'small'],
  },
  association: {
    endings: ['酒业流通联谊会', '糖酒商会', '食品产业促进会', '酿造技术研究所'],
    businessType: 'service-association',
    industry: 'S',
    categories: [['related', '行业服务']],
    size: ['small'],
  },
  agency: {
    endings: ['广告有限公司', '品牌策划有限公司', '文化传播有限公司', '会展服务有限公司'],
    businessType: 'service-agency',
    industry: 'L72',
    categories: [['related', '广告会展']],
    size: ['small', 'medium'],
  },
  rival: {
    endings: ['传媒有限公司'],
    businessType: 'service-media',
    industry: 'R86',
    categories: [['related', '行业媒体']],
    size: ['medium'],
  },
}

/** How much is going on with a customer; decides how many contacts and activities it has and when the last one was. */
export type Pace = 'busy' | 'steady' | 'slow' | 'silent' | 'asleep' | 'lost' | 'bare'

/** Written out: name, city, district, trade, level, type, log-in of the owner, pace, brands, people (name, position, role). */
export interface Known {
  name: string
  shortName: string
  place: string
  areaCode: string
  trade: Trade
  level: string
  type: string
  owner: string
  pace: Pace
  category?: string
  brands?: string
  people: string
}
const known = (
  [name, shortName, place, areaCode]: [string, string, string, string],
  [trade, level, type, pace]: [Trade, string, string, Pace],
  owner: string,
  people: string,
  more: { category?: string; brands?: string } = {},
): Known => ({ name, shortName, place, areaCode, trade, level, type, pace, owner, people, ...more })

/** The ones whose story is told at length comes first. */
export const HUAIZE = '江苏淮泽酒业集团有限公司'

export const KNOWN: readonly Known[] = [
  known(
    ['四川云岭春酒业股份有限公司', '云岭春', '四川宜宾翠屏区', '0831'],
    ['distillery', 'strategic', 'key', 'busy'],
    'zhouyutong',
    '吴启明/采购总监/buyer、田书宁/品牌总监/decider、罗映雪/市场部经理/influencer、冯道远/董事长秘书/gatekeeper',
    { category: 'baijiu', brands: '云岭春、云岭藏、小云岭' },
  ),
  known(
    ['上海瑞谊酒类连锁有限公司', '瑞谊连锁', '上海静安区', '021'],
    ['chain', 'key', 'target', 'busy'],
    'zhouyutong',
    '许静/总经理/decider、顾海/采购经理/buyer、郑可欣/市场专员/user',
    { category: 'liquor', brands: '云岭春、赤泉、越溪坊' },
  ),
  known(
    ['安徽谷满堂酒业有限公司', '谷满堂', '安徽亳州谯城区', '0558'],
    ['distillery', 'key', 'customer', 'steady'],
    'zhouyutong',
    '丁守业/总经理/decider、葛兰/办公室主任/gatekeeper、裴少华/销售总监/influencer',
    { category: 'baijiu', brands: '谷满堂、满堂红' },
  ),
  known(
    ['山东泰禾糖业有限公司', '泰禾糖业', '山东济南历下区', '0531'],
    ['sugar', 'key', 'customer', 'busy'],
    'zhouyutong',
    '鲁振海/副总经理/decider、崔晓云/市场部经理/initiator',
    { category: 'sugar', brands: '泰禾、甜时光' },
  ),
  known(
    ['宁波海悦食品经销有限公司', '宁波海悦', '浙江宁波海曙区', '0574'],
    ['dealer', 'key', 'customer', 'steady'],
    'zhouyutong',
    '陈立群/采购经理/buyer、应海波/总经理/decider',
    { category: 'snack', brands: '禾城、锦禾' },
  ),
  known(
    ['绍兴越溪坊黄酒有限公司', '越溪坊', '浙江绍兴越城区', '0575'],
    ['distillery', 'key', 'old', 'steady'],
    'zhouyutong',
    '沈越生/总经理/decider、金巧珍/品牌经理/influencer、傅伯安/财务经理/gatekeeper',
    { category: 'huangjiu', brands: '越溪坊、三缸陈' },
  ),
  known(
    ['嘉兴禾城食品有限公司', '禾城食品', '浙江嘉兴南湖区', '0573'],
    ['food', 'key', 'customer', 'steady'],
    'zhouyutong',
    '陆文斌/市场部经理/initiator、钟玉良/总经理/decider',
    { category: 'snack', brands: '禾城、月河里' },
  ),
  known(
    ['苏州锦禾食品有限公司', '锦禾食品', '江苏苏州吴中区', '0512'],
    ['food', 'key', 'customer', 'steady'],
    'zhouyutong',
    '沈佳/品牌经理/initiator、顾惠民/副总经理/decider',
    { category: 'snack', brands: '锦禾、姑苏点' },
  ),
  known(
    ['广西甘源糖业集团有限公司', '甘源糖业', '广西南宁青秀区', '0771'],
    ['sugar', 'strategic', 'key', 'steady'],
    'zhouyutong',
    '韦国清/副总裁/decider、覃小芳/品牌部主任/initiator、农志高/采购主任/buyer、莫兰英/财务主任/gatekeeper',
    { category: 'sugar', brands: '甘源、甜江' },
  ),
  known(
    ['合肥徽裕酒类批发有限公司', '合肥徽裕', '安徽合肥包河区', '0551'],
    ['dealer', 'key', 'customer', 'steady'],
    'zhouyutong',
    '方志强/总经理/decider、汪秀兰/采购/buyer',
    { category: 'liquor', brands: '谷满堂、运河坊' },
  ),
  known(
    ['贵州赤泉酒业股份有限公司', '赤泉酒业', '贵州遵义仁怀市', '0851'],
    ['distillery', 'strategic', 'key', 'silent'],
    'zhouyutong',
    '袁世安/总经理/decider、骆成钢/市场总监/influencer、安如意/品牌部/user',
    { category: 'baijiu', brands: '赤泉、赤泉老窖池' },
  ),
  known(
    ['湖北楚泽白酒有限公司', '楚泽白酒', '湖北襄阳樊城区', '0710'],
    ['distillery', 'key', 'target', 'silent'],
    'zhouyutong',
    '杨立成/采购经理/buyer、聂楚生/总经理/decider',
    { category: 'baijiu', brands: '楚泽、隆中醉' },
  ),
  known(
    ['温州瓯江烟酒商行', '瓯江烟酒', '浙江温州鹿城区', '0577'],
    ['dealer', 'normal', 'customer', 'silent'],
    'zhouyutong',
    '池建新/店主/decider',
    { category: 'liquor', brands: '越溪坊' },
  ),
  known(
    ['南京百味源调味品有限公司', '百味源', '江苏南京江宁区', '025'],
    ['food', 'key', 'customer', 'silent'],
    'zhouyutong',
    '姜维民/副总经理/decider、程露/市场专员/initiator',
    { category: 'condiment', brands: '百味源、秦淮鲜' },
  ),
  known(
    ['成都天府酒城商贸有限公司', '天府酒城', '四川成都金牛区', '028'],
    ['dealer', 'key', 'target', 'slow'],
    'zhouyutong',
    '向东升/总经理/decider、龚雪/市场经理/initiator',
    { category: 'liquor', brands: '云岭春、小云岭' },
  ),
  known(
    ['无锡梁溪副食品公司', '梁溪副食', '江苏无锡梁溪区', '0510'],
    ['dealer', 'key', 'old', 'slow'],
    'zhouyutong',
    '华荣根/经理/decider、唐丽琴/内勤/user',
    { category: 'snack' },
  ),
  known(
    ['杭州鼎丰商贸有限公司', '杭州鼎丰', '浙江杭州拱墅区', '0571'],
    ['dealer', 'key', 'customer', 'slow'],
    'zhouyutong',
    '俞立峰/总经理/decider、章敏/采购主管/buyer',
    { category: 'liquor', brands: '越溪坊、谷满堂' },
  ),
  known(
    ['淮安运河坊酒业有限公司', '运河坊', '江苏淮安洪泽区', '0517'],
    ['distillery', 'key', 'customer', 'steady'],
    'zhouyutong',
    '蒋运河/厂长/decider、胡小梅/办公室/gatekeeper',
    { category: 'baijiu', brands: '运河坊、运河藏' },
  ),
  known(
    ['河南中原糖烟酒有限公司', '中原糖烟酒', '河南郑州金水区', '0371'],
    ['dealer', 'key', 'customer', 'steady'],
    'zhouyutong',
    '耿长河/总经理/decider、岳敏/采购部长/buyer、司马超/市场部/user',
    { category: 'liquor', brands: '谷满堂、楚泽' },
  ),
  known(
    ['福建闽香源酒业有限公司', '闽香源', '福建泉州鲤城区', '0595'],
    ['distillery', 'key', 'customer', 'slow'],
    'zhouyutong',
    '林仲贤/董事长/decider、蔡婉婷/品牌经理/initiator',
    { category: 'baijiu', brands: '闽香源、刺桐红' },
  ),
  known(
    ['徐州彭门酒业有限公司', '彭门酒业', '江苏徐州云龙区', '0516'],
    ['distillery', 'normal', 'target', 'steady'],
    'limin',
    '权宗义/总经理/decider、孟丽/市场部/initiator',
    { category: 'baijiu', brands: '彭门' },
  ),
  known(
    ['镇江京口醋坊有限公司', '京口醋坊', '江苏镇江京口区', '0511'],
    ['food', 'key', 'customer', 'steady'],
    'limin',
    '眭国强/厂长/decider、景春花/市场经理/initiator',
    { category: 'condiment', brands: '京口坊' },
  ),
  known(
    ['扬州邗禾食品有限公司', '邗禾食品', '江苏扬州邗江区', '0514'],
    ['food', 'normal', 'customer', 'slow'],
    'limin',
    '仇伟/副总经理/decider',
    { category: 'condiment', brands: '邗禾' },
  ),
  known(
    ['南通江海渡酒业有限公司', '江海渡', '江苏南通崇川区', '0513'],
    ['distillery', 'key', 'customer', 'busy'],
    'chenjiawei',
    '瞿志远/总经理/decider、施小燕/品牌部/initiator',
    { category: 'huangjiu', brands: '江海渡' },
  ),
  known(
    ['常州龙汀糖烟酒有限公司', '龙汀糖烟酒', '江苏常州天宁区', '0519'],
    ['dealer', 'normal', 'customer', 'steady'],
    'zhaosiqi',
    '恽建平/总经理/decider',
    { category: 'liquor' },
  ),
  known(
    ['台州府城副食有限公司', '府城副食', '浙江台州椒江区', '0576'],
    ['dealer', 'normal', 'customer', 'slow'],
    'wutong',
    '项文龙/经理/decider',
    { category: 'snack' },
  ),
  known(
    ['湖州菱湖酒坊', '菱湖酒坊', '浙江湖州南浔区', '0572'],
    ['distillery', 'potential', 'potential', 'steady'],
    'zhaosiqi',
    '费小荣/坊主/decider',
    { category: 'huangjiu', brands: '菱湖' },
  ),
  known(
    ['宜良城关糖酒批发部', '城关糖酒', '云南昆明宜良县', '0871'],
    ['dealer', 'normal', 'customer', 'steady'],
    'limin',
    '普建华/经理/decider',
    { category: 'liquor' },
  ),
  known(
    ['酒业风向传媒有限公司', '酒业风向', '北京朝阳区', '010'],
    ['rival', 'normal', 'competitor', 'slow'],
    'gaoyuan',
    '佟大勇/广告总监/influencer',
    { category: 'related' },
  ),
  known(
    ['酒市快讯传媒有限公司', '酒市快讯', '四川成都武侯区', '028'],
    ['rival', 'normal', 'competitor', 'slow'],
    'gaoyuan',
    '苟世杰/招商经理/user',
    { category: 'related' },
  ),
]

export const SURNAMES = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
]
export const GIVEN_MALE =
  '建国 志强 永胜 海涛 俊峰 文斌 国平 家明 立新 宏伟 振华 少杰 兆丰 晓东 庆生 德旺 春林 继海 长明 金生 学军 培林 致远 一鸣 浩然 子昂 嘉树 启航 承志 伯阳 景行 松涛 云鹏 世杰 泽民 广林 树声 显扬 维国 兴邦'.split(
    ' ',
  )
export const GIVEN_FEMALE =
  '秀英 丽华 桂兰 小燕 玉梅 春霞 雪莲 婷婷 佳怡 思琪 雨晴 梦洁 海燕 文静 慧敏 晓红 亚楠 红霞 巧云 静宜 若兰 书瑶 可馨 佩玲 凤仪 月华 素珍 诗涵 念慈 采薇'.split(
    ' ',
  )

export const POSITIONS: readonly (readonly [string, string, string])[] = [
  ['总经理', '总经理办公室', 'decider'],
  ['市场部经理', '市场部', 'initiator'],
  ['采购经理', '采购部', 'buyer'],
  ['品牌经理', '品牌部', 'influencer'],
  ['财务经理', '财务部', 'gatekeeper'],
  ['销售总监', '销售部', 'influencer'],
  ['办公室主任', '办公室', 'gatekeeper'],
  ['副总经理', '总经理办公室', 'decider'],
  ['市场专员', '市场部', 'user'],
  ['渠道经理', '销售部', 'user'],
  ['内刊编辑', '企宣部', 'user'],
]
export const STREETS = [
  '人民东路',
  '建设路',
  '解放大道',
  '迎宾大道',
  '滨河路',
  '工业园创业路',
  '新华街',
  '和平路',
  '中山北路',
  '长江路',
  '开发区兴业路',
  '物流园二路',
  '糖酒市场',
  '朝阳街',
  '文昌路',
]
