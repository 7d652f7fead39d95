//! A directory as a province has it.

use std::io::{self, Write};

use crate::population::{id, tier};
use crate::scatter;

/// Writes a CSV file of so many targets: id, tier and six more columns, about ninety bytes a row, in no order of the ids. Never
/// more than a row of it is in memory.
pub fn write_job(mut file: impl Write, targets: u32) -> io::Result<()> {
    writeln!(file, "id,tier,kind,name,region,industry,status,last_inspected")?;
    for number in 0..targets {
        let (id, tier, chance) = (id(number), tier(number).letter(), scatter(number ^ 0x5555_5555));
        let kind = if chance % 4 == 0 { "个体工商户" } else { "企业" };
        let (town, village) = (100 + chance % 16, 200 + chance % 23);
        let industry = match chance % 5 {
            0 => "F5211",
            1 => "F5281",
            2 => "H6210",
            3 => "C1461",
            _ => "O8111",
        };
        let status = if chance % 20 == 0 { "注销" } else { "存续" };
        let inspected = if chance % 3 == 0 { "01=2024-05-06" } else { "" };
        writeln!(
            file,
            "{id},{tier},{kind},高平市第{number}号商店,140581{town}{village},{industry},{status},{inspected}"
        )?;
    }
    file.flush()
}
