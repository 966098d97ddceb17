//! Similarities of many faces with many, block by block so that memory stays small, on several threads.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use ndarray::{Array2, ArrayView2, aview1};

use crate::parts::in_parts;

/// Rows on one side of a block.
pub(crate) const BLOCK: usize = 512;

/// Rows of numbers, one after another in memory. All are as long as the first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    width: usize,
    values: Vec<f32>,
}

impl Rows {
    /// The number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// One row.
    pub(crate) fn row(&self, row: u32) -> &[f32] {
        &self.values[row as usize * self.width..][..self.width]
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: &[f32]) {
        if self.values.is_empty() {
            self.width = row.len();
        }
        self.values.extend_from_slice(row);
    }

    /// Adds a vector; one of another length than the first becomes zero, which is like nobody.
    pub(crate) fn push_vector(&mut self, vector: &[f32]) {
        if self.values.is_empty() {
            self.width = vector.len();
        }
        let row = self.len() as u32;
        self.values.resize(self.values.len() + self.width, 0.0);
        self.set_vector(row, vector);
    }

    /// Puts another vector into a row, as [`Self::push_vector`] does.
    pub(crate) fn set_vector(&mut self, row: u32, vector: &[f32]) {
        let to = &mut self.values[row as usize * self.width..][..self.width];
        if vector.len() == to.len() {
            to.copy_from_slice(vector);
        } else {
            to.fill(0.0);
        }
    }

    /// Some of the rows, copied.
    pub(crate) fn of(&self, rows: &[u32]) -> Self {
        let mut some = Self { width: self.width, values: Vec::with_capacity(rows.len() * self.width) };
        for row in rows {
            some.values.extend_from_slice(self.row(*row));
        }
        some
    }

    /// Rows from `start` on, at most a block.
    fn block(&self, start: usize) -> ArrayView2<'_, f32> {
        let end = (start + BLOCK).min(self.len());
        ArrayView2::from_shape((end - start, self.width), &self.values[start * self.width..end * self.width])
            .expect("rows lie one after another")
    }

    /// The number of blocks.
    fn blocks(&self) -> usize {
        self.len().div_ceil(BLOCK)
    }
}

/// Gives a vector the length 1; one of length 0 stays.
pub(crate) fn scale_to_one(row: &mut [f32]) {
    let length = dot(row, row).sqrt();
    if length > 0.0 {
        for value in row {
            *value /= length;
        }
    }
}

/// How alike two rows are.
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    aview1(a).dot(&aview1(b))
}

/// Two rows and how alike they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hit {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) similarity: f32,
}

/// Which pairs of rows are compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pairs<'a> {
    /// Each two different rows once, `left < right`.
    Within(&'a Rows),
    /// Each row of the first with each of the second.
    Between(&'a Rows, &'a Rows),
}

/// Calls `found` with all pairs at least that alike, a block of pairs after another, from any of the threads.
pub(crate) fn alike(pairs: Pairs, least: f32, threads: NonZeroUsize, found: impl Fn(&[Hit]) + Sync) {
    let (left, right) = match pairs {
        Pairs::Within(rows) => (rows, rows),
        Pairs::Between(left, right) => (left, right),
    };
    if left.width != right.width {
        return;
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut hits = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            if i >= left.blocks() {
                return;
            }
            let first = if matches!(pairs, Pairs::Within(_)) { i } else { 0 };
            for j in first..right.blocks() {
                look_through(left, right, (i * BLOCK, j * BLOCK), least, &mut hits);
                if matches!(pairs, Pairs::Within(_)) && i == j {
                    hits.retain(|hit: &Hit| hit.left < hit.right);
                }
                if !hits.is_empty() {
                    found(&hits);
                    hits.clear();
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.get().min(left.blocks()) {
            scope.spawn(work);
        }
        work();
    });
}

/// Adds all pairs of two blocks that are at least that alike.
fn look_through(left: &Rows, right: &Rows, start: (usize, usize), least: f32, hits: &mut Vec<Hit>) {
    let similarities = similarities(left.block(start.0), right.block(start.1));
    // Already so, unless there is one column.
    let similarities = similarities.as_standard_layout();
    let rows = similarities.as_slice().unwrap_or_default().chunks_exact(similarities.ncols());
    for (i, row) in rows.enumerate() {
        for (k, part) in row.chunks(PART).enumerate() {
            // A whole part at once is what the processor does best, and most parts hold nothing.
            if part.iter().fold(0, |any, similarity| any | u8::from(*similarity >= least)) > 0 {
                for (j, similarity) in part.iter().enumerate().filter(|(_, similarity)| **similarity >= least) {
                    let (left, right) = ((start.0 + i) as u32, (start.1 + k * PART + j) as u32);
                    hits.push(Hit { left, right, similarity: *similarity });
                }
            }
        }
    }
}

/// Similarities that are looked at in one go.
const PART: usize = 64;

/// Lets threads work on consecutive parts of `each`, one item for each row, with the similarities of up to a block of rows with
/// up to a block of looks at a time: `work(row, look, items, similarities)` with the numbers of the first row and the first look;
/// similarities are rows of as many columns as there are looks.
pub(crate) fn with_looks<T: Send>(
    rows: &Rows,
    each: &mut [T],
    looks: &Rows,
    threads: NonZeroUsize,
    work: impl Fn(usize, usize, &mut [T], ArrayView2<f32>) + Sync,
) {
    if looks.width != rows.width || looks.len() == 0 {
        return;
    }
    in_parts(each, BLOCK, threads, |start, part| {
        for (start, items) in (start..).step_by(BLOCK).zip(part.chunks_mut(BLOCK)) {
            let block = rows.block(start);
            for first in (0..looks.len()).step_by(BLOCK) {
                work(start, first, items, similarities(block, looks.block(first)).view());
            }
        }
    });
}

/// So few looks are compared one by one: a product of matrices first copies all rows into another order.
const FEW: usize = 8;

fn similarities(rows: ArrayView2<f32>, looks: ArrayView2<f32>) -> Array2<f32> {
    if looks.nrows() > FEW {
        return rows.dot(&looks.t());
    }
    Array2::from_shape_fn((rows.nrows(), looks.nrows()), |(row, look)| rows.row(row).dot(&looks.row(look)))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

    fn rows(n: usize) -> Rows {
        let mut rows = Rows::default();
        for k in 0..n {
            let mut row = [1.0, k as f32];
            scale_to_one(&mut row);
            rows.push(&row);
        }
        rows
    }

    #[test]
    fn a_vector_of_another_length_is_like_nobody() {
        let mut rows = Rows::default();
        rows.push_vector(&[0.6, 0.8]);
        rows.push_vector(&[1.0]);
        assert_eq!([rows.row(0), rows.row(1)], [[0.6, 0.8], [0.0, 0.0]]);
    }

    #[test]
    fn every_pair_comes_once_also_over_the_edges_of_blocks() {
        let n = BLOCK + 3;
        let rows = rows(n);
        let count = |pairs| {
            let seen = Mutex::new(std::collections::HashSet::new());
            alike(pairs, 0.0, TWO, |hits| {
                for hit in hits {
                    assert!(seen.lock().unwrap().insert((hit.left, hit.right)));
                }
            });
            seen.into_inner().unwrap()
        };
        let within = count(Pairs::Within(&rows));
        assert!(within.len() == n * (n - 1) / 2 && within.iter().all(|(i, j)| i < j));
        assert_eq!(count(Pairs::Between(&rows, &rows.of(&[0, 5, 9]))).len(), n * 3);
    }

    #[test]
    fn each_row_meets_each_look_whatever_the_threads() {
        let (rows, looks) = (rows(3 * BLOCK + 1), rows(3));
        let met = |threads| {
            let mut met = vec![Vec::new(); rows.len()];
            with_looks(&rows, &mut met, &looks, threads, |_, _, items, similarities| {
                for (item, row) in items.iter_mut().zip(similarities.rows()) {
                    item.extend(row.iter().map(|s| s.to_bits()));
                }
            });
            met
        };
        assert_eq!(met(TWO), met(NonZeroUsize::MIN));
        assert!(met(TWO).iter().all(|row| row.len() == 3));
    }
}
