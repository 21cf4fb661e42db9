//! Owns the flag for how large an article may be, and sizes as people write them.

use clap::Args;
use sosik::read::Limits;

/// Bounds of what is read.
#[derive(Args)]
pub struct LimitArgs {
    /// Largest article that is read: 64M, 300MiB, 1GB [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    max_article_size: Option<u64>,
}

impl LimitArgs {
    /// The limits, the program's own where none was given.
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        if let Some(bytes) = self.max_article_size {
            limits.article_bytes = bytes;
        }
        limits
    }
}

/// Bytes of `64M`, `300MiB` (powers of 1024), `300MB` (powers of 1000), `4096`; under 4 GiB, since spans are 32 bits wide.
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
        "kb" => 1000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        _ => return Err(bad()),
    };
    let bytes = number.checked_mul(unit).ok_or_else(bad)?;
    if bytes > u64::from(u32::MAX) {
        return Err(format!("{text}: an article can't be as large as 4 GiB"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(bytes("64M"), Ok(64 << 20));
        assert_eq!(bytes("300MiB"), Ok(300 << 20));
        assert_eq!(bytes("2 kB"), Ok(2000));
        assert_eq!(bytes("7"), Ok(7));
        for bad in [
            "",
            "M",
            "1.5G",
            "4G",
            "99999999999999999999",
            "-1",
            "3 meals",
        ] {
            assert!(bytes(bad).is_err(), "{bad}");
        }
    }
}
