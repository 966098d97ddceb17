//! Whom each open face resembles.

use std::num::NonZeroUsize;

use ndarray::ArrayView2;

use super::faces::{Faces, Place};
use super::prior::Nobody;
use crate::likeness::Evidence;
use crate::product::{BLOCK, Rows, with_looks};
use crate::template::{Template, looks};

/// Logarithms of likelihood ratios from here on are looked at one by one; smaller ones only count in sum.
const WORTH_A_LOOK: f32 = 1.0;

/// By how much a ratio can differ when it is worked out again: products of matrices of other shapes are rounded otherwise.
const ROUNDING: f32 = 0.1;

/// Someone a face resembles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// An index of people.
    pub(crate) person: u32,
    /// The logarithm of the likelihood ratio.
    pub(crate) ratio: f32,
    /// That of those who look somewhat like the person.
    pub(crate) relatives: f32,
}

/// Everybody an open face may be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Probe {
    /// Those worth a look, in no order.
    pub(crate) each: Box<[Candidate]>,
    /// The likelihood ratios of all others together.
    pub(crate) others: f64,
    /// The likelihood ratios of those worth a look whom no word bars, together.
    pub(crate) named: f64,
    /// As it was when someone was last proposed.
    pub(crate) nobody: Nobody,
    /// Whether its candidates are kept up to date.
    settled: bool,
    /// Whether what is proposed must be thought over.
    pub(crate) touched: bool,
    /// Whether that happened since something was told of it, so that the reason told before may not hold.
    pub(crate) stale: bool,
}

/// A person whose look changed.
pub(crate) struct Changed {
    /// An index of people.
    pub(crate) person: u32,
    pub(crate) before: Option<Template>,
    pub(crate) after: Option<Template>,
}

/// A column of a product: a look and what it stands for.
struct Column {
    person: u32,
    reliability: f32,
    /// Whether what it gave is taken away.
    is_old: bool,
}

impl Probe {
    /// Takes away or adds what one person gives.
    fn count(&mut self, column: &Column, ratio: f32, relatives: impl FnOnce() -> f32) {
        if !column.is_old {
            if ratio < WORTH_A_LOOK {
                self.others += f64::from(ratio).exp();
            } else {
                let relatives = relatives();
                self.change(|each| each.push(Candidate { person: column.person, ratio, relatives }));
            }
            return;
        }
        // Most are far from being worth a look, and a list that lies elsewhere in memory need not be searched for them.
        let is_far = ratio < WORTH_A_LOOK - ROUNDING;
        let place = if is_far { None } else { self.each.iter().position(|c| c.person == column.person) };
        match place {
            Some(place) => self.change(|each| {
                each.swap_remove(place);
            }),
            None => self.others -= f64::from(ratio).exp(),
        }
    }

    /// Takes away what a person with this look gave.
    pub(crate) fn leave_out(&mut self, person: u32, template: &Template, ratio: f32) {
        self.count(&Column { person, reliability: template.reliability, is_old: true }, ratio, || 0.0);
    }

    /// The likelihood ratio of the person whom it resembles most, of those worth a look; 0 when there is none.
    pub(crate) fn strongest(&self) -> f64 {
        let most = self.each.iter().map(|candidate| candidate.ratio).reduce(f32::max);
        most.map_or(0.0, |ratio| f64::from(ratio).exp())
    }

    fn change(&mut self, change: impl FnOnce(&mut Vec<Candidate>)) {
        let mut each = std::mem::take(&mut self.each).into_vec();
        each.reserve_exact(1);
        change(&mut each);
        self.each = each.into_boxed_slice();
        self.touched = true;
    }
}

/// Compares all settled faces with people whose looks changed.
pub(crate) fn sweep(
    faces: &Faces,
    probes: &mut [Probe],
    changed: &[Changed],
    evidence: &Evidence,
    threads: NonZeroUsize,
) {
    let mut columns = Vec::new();
    let mut templates = Vec::new();
    for change in changed {
        for (template, is_old) in [(&change.before, true), (&change.after, false)] {
            let Some(template) = template else { continue };
            columns.push(Column { person: change.person, reliability: template.reliability, is_old });
            templates.push(template);
        }
    }
    compare(&faces.rows, &faces.reliability, probes, &looks(templates), &columns, evidence, threads);
}

/// Compares faces that are new with everybody, and settles them.
pub(crate) fn meet(
    faces: &Faces,
    probes: &mut [Probe],
    new: &[u32],
    templates: &[(u32, &Template)],
    evidence: &Evidence,
    threads: NonZeroUsize,
) {
    for some in new.chunks(BLOCK * threads.get()) {
        for (at, probe) in some.iter().zip(met(faces, some, templates, evidence, threads)) {
            if faces.place(*at) == Place::Open {
                probes[*at as usize] = probe;
            }
        }
    }
}

/// Whom some faces resemble, of everybody.
pub(crate) fn met(
    faces: &Faces,
    some: &[u32],
    templates: &[(u32, &Template)],
    evidence: &Evidence,
    threads: NonZeroUsize,
) -> Vec<Probe> {
    let columns: Vec<Column> = templates
        .iter()
        .map(|(person, template)| Column { person: *person, reliability: template.reliability, is_old: false })
        .collect();
    let looks = looks(templates.iter().map(|(_, template)| *template));
    let mut met = vec![Probe { settled: true, touched: true, ..Probe::default() }; some.len()];
    let reliability: Vec<f32> = some.iter().map(|at| faces.reliability(*at)).collect();
    compare(&faces.rows.of(some), &reliability, &mut met, &looks, &columns, evidence, threads);
    met
}

fn compare(
    rows: &Rows,
    reliability: &[f32],
    probes: &mut [Probe],
    looks: &Rows,
    columns: &[Column],
    evidence: &Evidence,
    threads: NonZeroUsize,
) {
    with_looks(rows, probes, looks, threads, |row, first, probes, similarities: ArrayView2<f32>| {
        for ((probe, reliability), row) in probes.iter_mut().zip(&reliability[row..]).zip(similarities.rows()) {
            if probe.settled {
                for (column, similarity) in columns[first..].iter().zip(row) {
                    if *similarity > 0.0 {
                        let expected = reliability * column.reliability;
                        let ratio = evidence.ratio(*similarity, expected);
                        probe.count(column, ratio, || evidence.of_relatives(ratio, *similarity, expected));
                    }
                }
            }
        }
    });
}
