//! Similarities of many faces with many, block by block so that memory stays small.

use kith_domain::Embedding;
use ndarray::{Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis, Slice};

/// Faces on one side of a block.
const BLOCK: usize = 512;

/// Rows of embeddings, one after another.
pub(crate) struct Rows(Array2<f32>);

impl Rows {
    /// Copies embeddings into one matrix, each seen from `centre` and of length 1 again; those of another length than the
    /// first are all zero, which is like nobody.
    pub(crate) fn new<'a>(embeddings: impl ExactSizeIterator<Item = &'a Embedding> + Clone, centre: &[f32]) -> Self {
        let length = embeddings.clone().next().map_or(0, |e| e.vector().len());
        let centred = centre.len() == length;
        let mut rows = Array2::zeros((embeddings.len(), length));
        for (mut row, embedding) in rows.rows_mut().into_iter().zip(embeddings) {
            if embedding.vector().len() != length {
                continue;
            }
            row.iter_mut().zip(embedding.vector()).for_each(|(to, from)| *to = *from);
            if centred {
                row.iter_mut().zip(centre).for_each(|(to, middle)| *to -= middle);
                scale_to_one(&mut row);
            }
        }
        Self(rows)
    }

    /// A matrix of rows that have the length 1 already.
    pub(crate) fn of(rows: Array2<f32>) -> Self {
        Self(rows)
    }

    /// The number of rows and of their columns.
    pub(crate) fn shape(&self) -> (usize, usize) {
        self.0.dim()
    }

    /// One row.
    pub(crate) fn row(&self, i: usize) -> ArrayView1<'_, f32> {
        self.0.row(i)
    }

    fn block(&self, start: usize) -> ArrayView2<'_, f32> {
        let end = (start + BLOCK).min(self.0.nrows());
        self.0.slice_axis(Axis(0), Slice::from(start..end))
    }
}

/// Gives a vector the length 1; one of length 0 stays.
pub(crate) fn scale_to_one(row: &mut ArrayViewMut1<'_, f32>) {
    let length = row.dot(row).sqrt();
    if length > 0.0 {
        row.mapv_inplace(|value| value / length);
    }
}

/// Calls `pair(i, j, similarity)` for each `i` of the left and `j` of the right, in ascending order of `i` within a
/// block of `j`.
pub(crate) fn for_each_pair(left: &Rows, right: &Rows, mut pair: impl FnMut(usize, usize, f32)) {
    if left.0.ncols() != right.0.ncols() {
        return;
    }
    for i0 in (0..left.0.nrows()).step_by(BLOCK) {
        for j0 in (0..right.0.nrows()).step_by(BLOCK) {
            let similarities = left.block(i0).dot(&right.block(j0).t());
            for ((i, j), similarity) in similarities.indexed_iter() {
                pair(i0 + i, j0 + j, *similarity);
            }
        }
    }
}

/// Calls `pair(i, j, similarity)` once for each two different rows, with `i < j`.
pub(crate) fn for_each_two(rows: &Rows, mut pair: impl FnMut(usize, usize, f32)) {
    for i0 in (0..rows.0.nrows()).step_by(BLOCK) {
        for j0 in (i0..rows.0.nrows()).step_by(BLOCK) {
            let similarities = rows.block(i0).dot(&rows.block(j0).t());
            for ((i, j), similarity) in similarities.indexed_iter() {
                if i0 + i < j0 + j {
                    pair(i0 + i, j0 + j, *similarity);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_faces_share_is_taken_away() {
        let faces = [vec![3.0, 4.0], vec![3.0, -4.0]].map(|v| Embedding::new(v).unwrap());
        let rows = Rows::new(faces.iter(), &[0.6, 0.0]);
        assert_eq!([rows.row(0).to_vec(), rows.row(1).to_vec()], [[0.0, 1.0], [0.0, -1.0]]);
    }

    #[test]
    fn every_pair_comes_once_also_over_the_edges_of_blocks() {
        let n = BLOCK + 3;
        let faces: Vec<Embedding> = (0..n).map(|k| Embedding::new(vec![1.0, k as f32]).unwrap()).collect();
        let rows = Rows::new(faces.iter(), &[]);
        let mut seen = 0;
        for_each_two(&rows, |i, j, s| {
            assert!(i < j && (s - faces[i].similarity(&faces[j]).0).abs() < 1e-5);
            seen += 1;
        });
        assert_eq!(seen, n * (n - 1) / 2);
        let mut all = 0;
        for_each_pair(&rows, &Rows::new(faces[..5].iter(), &[]), |_, _, _| all += 1);
        assert_eq!(all, n * 5);
    }
}
