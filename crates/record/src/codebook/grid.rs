//! The cells of PRIO-GRID: half a degree wide, numbered from the south-west corner of the world.

/// The number of the cell that holds a point.
///
/// ```
/// use recount_record::codebook::priogrid_gid;
/// assert_eq!(priogrid_gid(-89.9, -179.9), 1);
/// assert_eq!(priogrid_gid(16.7735, -3.0074), 153_714);
/// assert_eq!(priogrid_gid(90.0, 180.0), 259_200);
/// ```
pub fn priogrid_gid(lat: f64, lon: f64) -> u32 {
    const ROWS: f64 = 360.0;
    const COLUMNS: f64 = 720.0;
    let row = ((lat + 90.0) * 2.0).floor().clamp(0.0, ROWS - 1.0);
    let column = ((lon + 180.0) * 2.0).floor().clamp(0.0, COLUMNS - 1.0);
    (row * COLUMNS + column) as u32 + 1
}

/// The middle of a cell, in degrees north and east.
pub(super) fn middle(gid: u32) -> (f64, f64) {
    let (row, column) = ((gid - 1) / 720, (gid - 1) % 720);
    (f64::from(row) / 2.0 - 89.75, f64::from(column) / 2.0 - 179.75)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_cell_lies_in_it() {
        for gid in [1, 720, 721, 153_714, 259_200] {
            let (lat, lon) = middle(gid);
            assert_eq!(priogrid_gid(lat, lon), gid);
        }
    }
}
