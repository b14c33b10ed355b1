//! An id for a report that has none.

/// The id of a report without a name: FNV-1a with 64 bits over the bytes of its own text, as 16 hexadecimal digits.
/// The same text has the same id everywhere; title, date and outlet do not enter.
///
/// ```
/// assert_eq!(recount_record::content_id(""), "cbf29ce484222325");
/// assert_eq!(recount_record::content_id("a"), "af63dc4c8601ec8c");
/// ```
pub fn content_id(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}
