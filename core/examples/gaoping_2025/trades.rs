//! What the generated county lives on: who there is, how many, and what they are labelled with.

use double_random::TargetKind::{self, Cooperative, Enterprise, Individual, Institution};

/// One line of business.
pub(crate) struct Trade {
    pub(crate) kind: TargetKind,
    pub(crate) count: u32,
    pub(crate) noun: &'static str,
    /// GB/T 4754-2017.
    pub(crate) industry: &'static str,
    /// As in the directory's column.
    pub(crate) labels: &'static str,
    /// The task of the plan that some of them were inspected under before.
    pub(crate) task: &'static str,
}

const fn trade(
    kind: TargetKind,
    count: u32,
    noun: &'static str,
    industry: &'static str,
    labels: &'static str,
    task: &'static str,
) -> Trade {
    Trade { kind, count, noun, industry, labels, task }
}

pub(crate) const TRADES: &[Trade] = &[
    trade(Enterprise, 2590, "商贸企业", "F51", "", "01"),
    trade(Enterprise, 900, "建筑企业", "E47", "", "01"),
    trade(Enterprise, 850, "物流企业", "G54", "", "01"),
    trade(Enterprise, 600, "服务企业", "O80", "", "01"),
    trade(Enterprise, 500, "科技企业", "M75", "", "01"),
    trade(Enterprise, 420, "农业企业", "A01", "", "01"),
    trade(Enterprise, 250, "房产中介", "K704", "", "01"),
    trade(Enterprise, 1700, "食品销售企业", "F522", "食品销售", "11"),
    trade(Enterprise, 300, "超市", "F5212", "食品销售;餐饮服务", "11"),
    trade(Enterprise, 720, "餐饮企业", "H621", "餐饮服务", "12"),
    trade(Enterprise, 140, "宾馆", "H611", "餐饮服务;特种设备使用", "13"),
    trade(Enterprise, 180, "电商企业", "F5292", "电子商务经营者", "04"),
    trade(Enterprise, 210, "广告企业", "L725", "广告经营", "05"),
    trade(Enterprise, 60, "水泥企业", "C301", "工业产品生产许可证", "06"),
    trade(Enterprise, 50, "化工企业", "C26", "工业产品生产许可证;特种设备使用;自愿性认证", "06"),
    trade(Enterprise, 330, "机械企业", "C34", "特种设备使用;自愿性认证", "14"),
    trade(Enterprise, 32, "有机农产品企业", "C13", "自愿性认证;有机产品认证", "09"),
    trade(Enterprise, 36, "市场", "L7223", "集贸市场;计量使用", "07"),
    trade(Enterprise, 48, "眼镜店", "F5236", "眼镜配制", "08"),
    trade(Enterprise, 70, "印刷企业", "C231", "计量使用", "10"),
    trade(Enterprise, 22, "出版企业", "R86", "计量使用", "10"),
    trade(Enterprise, 260, "培训机构", "P83", "计量使用", "10"),
    trade(Enterprise, 158, "物业企业", "K702", "特种设备使用", "13"),
    trade(Enterprise, 60, "煤矿", "B06", "特种设备使用", "13"),
    trade(Enterprise, 14, "商标代理机构", "M752", "商标代理", "15"),
    trade(Individual, 12_300, "零售店", "F52", "", "02"),
    trade(Individual, 2450, "运输户", "G54", "", "02"),
    trade(Individual, 2400, "理发店", "O804", "", "02"),
    trade(Individual, 1800, "修理铺", "O81", "", "02"),
    trade(Individual, 400, "养殖户", "A03", "", "02"),
    trade(Individual, 5200, "食品店", "F522", "食品销售", "11"),
    trade(Individual, 4100, "饭店", "H621", "餐饮服务", "12"),
    trade(Individual, 2600, "小经营店", "H629", "食品小经营店", "16"),
    trade(Individual, 900, "小摊点", "H629", "食品小摊点", "16"),
    trade(Individual, 650, "网店", "F5292", "电子商务经营者", "04"),
    trade(Individual, 140, "广告制作店", "L725", "广告经营", "05"),
    trade(Individual, 60, "眼镜铺", "F5236", "眼镜配制", "08"),
    trade(Cooperative, 1040, "种植合作社", "A01", "", "03"),
    trade(Cooperative, 420, "养殖合作社", "A03", "", "03"),
    trade(Cooperative, 40, "有机种植合作社", "A01", "自愿性认证;有机产品认证", "03"),
    trade(Institution, 120, "学校", "P83", "餐饮服务;计量使用", "12"),
    trade(Institution, 30, "医院", "Q84", "特种设备使用", "13"),
];
