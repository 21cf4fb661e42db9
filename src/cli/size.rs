//! Owns the flags for the limits of what is read, and sizes as people write them.

use clap::Args;
use sosik::read::Limits;

/// Bounds of what is read.
#[derive(Args)]
#[command(next_help_heading = "Limits")]
pub struct LimitArgs {
    /// Largest article that is read: 64M, 300MiB, 1GB [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = article_bytes)]
    max_article_size: Option<u64>,
    /// Most memory for a file that can't be streamed, such as a mail or an archive in an archive [default: 256M]
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    max_file_size: Option<u64>,
    /// What an archive may come to, unpacked [default: 4T]
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    max_expanded_size: Option<u64>,
    /// How many times its size an archive may come to, unpacked [default: 200]
    #[arg(long, value_name = "N")]
    max_ratio: Option<u64>,
    /// How deep archives may stand in archives [default: 8]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=32))]
    max_nesting: Option<u32>,
    /// Most articles of one file [default: 20000000]
    #[arg(long, value_name = "N")]
    max_records: Option<u64>,
    /// Longest time for an article, in seconds [default: 60]
    #[arg(long, value_name = "SECONDS")]
    max_time: Option<u64>,
}

impl LimitArgs {
    /// The limits, the program's own where none was given.
    pub fn limits(&self) -> Limits {
        let own = Limits::default();
        Limits {
            article_bytes: self.max_article_size.unwrap_or(own.article_bytes),
            file_bytes: self.max_file_size.unwrap_or(own.file_bytes),
            expanded_bytes: self.max_expanded_size.unwrap_or(own.expanded_bytes),
            ratio: self.max_ratio.unwrap_or(own.ratio),
            depth: self.max_nesting.unwrap_or(own.depth),
            records: self.max_records.unwrap_or(own.records),
            seconds: self.max_time.unwrap_or(own.seconds),
        }
    }
}

/// The size of an article: under 4 GiB, since spans are 32 bits wide.
fn article_bytes(text: &str) -> Result<u64, String> {
    let bytes = bytes(text)?;
    if bytes > u64::from(u32::MAX) {
        return Err(format!("{text}: an article can't be as large as 4 GiB"));
    }
    Ok(bytes)
}

/// Bytes of `64M`, `300MiB` (powers of 1024), `300MB` (powers of 1000), `4096`.
fn bytes(text: &str) -> Result<u64, String> {
    let bad = || format!("{text:?} is no size: write 64M, 300MiB, 1GB or a number of bytes");
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| bad())?;
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kib" => 1 << 10,
        "m" | "mib" => 1 << 20,
        "g" | "gib" => 1 << 30,
        "t" | "tib" => 1 << 40,
        "kb" => 1000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        _ => return Err(bad()),
    };
    number.checked_mul(unit).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::{article_bytes, bytes};

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(bytes("64M"), Ok(64 << 20));
        assert_eq!(bytes("300MiB"), Ok(300 << 20));
        assert_eq!(bytes("2 kB"), Ok(2000));
        assert_eq!(bytes("7"), Ok(7));
        for bad in ["", "M", "1.5G", "99999999999999999999", "-1", "3 meals"] {
            assert!(bytes(bad).is_err(), "{bad}");
        }
        assert_eq!(bytes("4T"), Ok(4 << 40));
        assert!(article_bytes("4G").is_err());
    }
}
