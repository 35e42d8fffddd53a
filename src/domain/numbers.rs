//! Figures side by side, eight bytes each.

/// A column of figures; a missing fact is known to be one, never zero.
///
/// A missing cell holds a NaN, which no figure is: half of what an `Option` takes, and loops over many figures need not ask each of
/// them. Which ones are missing is kept beside, because few are.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    figures: Vec<f64>,
    missing: Vec<usize>,
}

impl Numbers {
    /// How many cells.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.figures.len()
    }

    /// Whether there is no cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.figures.is_empty()
    }

    /// The figure in `row`; `None` when it is missing or there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&f64> {
        self.figures.get(row).filter(|figure| !figure.is_nan())
    }

    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = Option<f64>> {
        let cell = |&figure: &f64| (!figure.is_nan()).then_some(figure);
        self.figures.iter().map(cell)
    }

    /// All cells in order, a NaN for each that is missing.
    #[must_use]
    pub fn figures(&self) -> &[f64] {
        &self.figures
    }

    /// The rows of missing cells, in order.
    #[must_use]
    pub fn missing(&self) -> &[usize] {
        &self.missing
    }

    /// Puts a figure in `row`; nothing where there is no such row. A NaN takes the figure away.
    pub fn set(&mut self, row: usize, figure: f64) {
        let Some(cell) = self.figures.get_mut(row) else {
            return;
        };
        *cell = figure;
        match (self.missing.binary_search(&row), figure.is_nan()) {
            (Ok(at), false) => {
                self.missing.remove(at);
            }
            (Err(at), true) => self.missing.insert(at, row),
            _ => {}
        }
    }
}

impl FromIterator<Option<f64>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(cells: I) -> Self {
        let cell = |cell: Option<f64>| cell.unwrap_or(f64::NAN);
        let figures: Vec<f64> = cells.into_iter().map(cell).collect();
        let rows = figures.iter().enumerate();
        let missing = rows.filter(|(_, figure)| figure.is_nan());
        Self {
            missing: missing.map(|(row, _)| row).collect(),
            figures,
        }
    }
}

impl From<Vec<Option<f64>>> for Numbers {
    fn from(cells: Vec<Option<f64>>) -> Self {
        cells.into_iter().collect()
    }
}

impl PartialEq for Numbers {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(numbers: &Numbers) -> Vec<Option<f64>> {
        (0..numbers.len())
            .map(|row| numbers.get(row).copied())
            .collect()
    }

    #[test]
    fn cells_come_back_as_they_were_given() {
        let given = vec![Some(1.5), None, Some(-0.0), Some(f64::INFINITY), None];
        let numbers = Numbers::from(given.clone());
        assert_eq!(cells(&numbers), given);
        assert_eq!(numbers.iter().collect::<Vec<_>>(), given);
        assert_eq!(numbers.missing(), [1, 4]);
        assert_eq!(numbers.get(5), None);
        assert_eq!(numbers, given.into());
    }

    #[test]
    fn what_is_no_number_is_missing() {
        let numbers = Numbers::from(vec![Some(f64::NAN), Some(2.0)]);
        assert_eq!(cells(&numbers), [None, Some(2.0)]);
        assert_eq!(numbers.missing(), [0]);
        assert_eq!(numbers, vec![None, Some(2.0)].into());
    }

    #[test]
    fn figures_can_be_put_in_and_taken_away() {
        let mut numbers = Numbers::from(vec![None, Some(2.0), None]);
        numbers.set(0, 7.0);
        numbers.set(1, f64::NAN);
        numbers.set(9, 1.0);
        assert_eq!(numbers, vec![Some(7.0), None, None].into());
        assert_eq!(numbers.missing(), [1, 2]);
    }

    #[test]
    fn columns_that_differ_are_told_apart() {
        let both = [
            vec![Some(1.0), None],
            vec![Some(1.0)],
            vec![Some(1.0), Some(0.0)],
            vec![None, Some(1.0)],
        ];
        for (n, one) in both.iter().enumerate() {
            for (m, other) in both.iter().enumerate() {
                let same = Numbers::from(one.clone()) == Numbers::from(other.clone());
                assert_eq!(same, n == m, "{one:?} {other:?}");
            }
        }
    }
}
