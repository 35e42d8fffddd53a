//! One way to take the weights.

/// One reading of the weights.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Its number.
    pub number: u32,
    /// Raw importances in tenths.
    pub weights: &'a [u16],
    /// Their sum.
    pub total: u32,
}
