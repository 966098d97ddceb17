//! Parting a group by examples: faces of it that the person said are of different people.

use super::ground::Ground;
use crate::product::dot;
use crate::template::Template;

/// Rounds after which the parts have settled in practice; a bound, since two may swap a face for ever.
const ROUNDS: usize = 10;

/// Faces that are said to be the same, as one.
struct Unit {
    members: Vec<u32>,
    template: Template,
    /// The part that it is in.
    part: usize,
    is_example: bool,
}

/// The parts: as many as the examples need. All other faces go to the part that they are most like, again and again, since a
/// part looks the more like its person the more of its faces it has.
pub(super) fn part(ground: &Ground, members: Vec<u32>) -> Vec<Vec<u32>> {
    let units = ground.units(members).into_iter();
    let unit = |members: Vec<u32>| Unit { template: ground.template(&members), members, part: 0, is_example: false };
    let mut units: Vec<Unit> = units.map(unit).collect();
    let examples = examples(ground, &units);
    let mut parts: Vec<Template> = Vec::new();
    for &k in &examples {
        let barred: Vec<usize> = examples
            .iter()
            .filter(|other| units[**other].is_example && differ(ground, &units[k], &units[**other]))
            .map(|other| units[*other].part)
            .collect();
        let open = (0..parts.len()).filter(|part| !barred.contains(part));
        let unit = &units[k].template;
        let part =
            open.max_by(|a, b| likeness(ground, unit, &parts[*a]).total_cmp(&likeness(ground, unit, &parts[*b])));
        let part = part.unwrap_or(parts.len());
        (units[k].part, units[k].is_example) = (part, true);
        let look = template_of(ground, &units, part, true);
        if part == parts.len() { parts.push(look) } else { parts[part] = look }
    }
    if parts.len() < 2 {
        return vec![units.into_iter().flat_map(|unit| unit.members).collect()];
    }
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        for unit in units.iter_mut().filter(|unit| !unit.is_example) {
            let best = nearest(ground, &unit.template, &parts);
            has_changed |= unit.part != best;
            unit.part = best;
        }
        parts = (0..parts.len()).map(|part| template_of(ground, &units, part, false)).collect();
        if !has_changed {
            break;
        }
    }
    let mut all = vec![Vec::new(); parts.len()];
    for unit in units {
        all[unit.part].extend(unit.members);
    }
    all
}

/// Those that differ from another of them.
fn examples(ground: &Ground, units: &[Unit]) -> Vec<usize> {
    let mentioned =
        (0..units.len()).filter(|k| units[*k].members.iter().any(|at| ground.law.differs(ground.faces.id(*at))));
    let mentioned: Vec<usize> = mentioned.collect();
    let is_one = |k: &usize| mentioned.iter().any(|other| other != k && differ(ground, &units[*k], &units[*other]));
    mentioned.iter().copied().filter(is_one).collect()
}

fn differ(ground: &Ground, a: &Unit, b: &Unit) -> bool {
    a.members.iter().any(|one| b.members.iter().any(|other| ground.are_said_apart(*one, *other)))
}

fn template_of(ground: &Ground, units: &[Unit], part: usize, only_examples: bool) -> Template {
    let inside = units.iter().filter(|unit| unit.part == part && (unit.is_example || !only_examples));
    ground.template(&inside.flat_map(|unit| unit.members.iter().copied()).collect::<Vec<_>>())
}

fn nearest(ground: &Ground, look: &Template, parts: &[Template]) -> usize {
    let all = parts.iter().map(|part| likeness(ground, look, part)).enumerate();
    all.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map_or(0, |(part, _)| part)
}

fn likeness(ground: &Ground, a: &Template, b: &Template) -> f32 {
    let similarity = dot(a.look.as_slice().unwrap_or_default(), b.look.as_slice().unwrap_or_default());
    ground.evidence.ratio(similarity, a.reliability * b.reliability)
}
