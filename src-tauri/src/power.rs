//! What the machine runs on.

/// How full the battery is that the machine runs on, in percent; none where it runs on something else, or nobody can tell.
#[cfg(desktop)]
pub(crate) fn battery() -> Option<u8> {
    use starship_battery::State;
    use starship_battery::units::energy::joule;
    let batteries = starship_battery::Manager::new().and_then(|manager| manager.batteries());
    let batteries: Vec<_> = batteries.ok()?.flatten().collect();
    if !batteries.iter().any(|battery| battery.state() == State::Discharging) {
        return None;
    }
    let sum = |of: fn(&starship_battery::Battery) -> f32| batteries.iter().map(of).sum::<f32>();
    let (has, holds) = (sum(|b| b.energy().get::<joule>()), sum(|b| b.energy_full().get::<joule>()));
    Some((100.0 * has / holds).round() as u8)
}

/// A telephone has its own ways to let work wait.
#[cfg(mobile)]
pub(crate) fn battery() -> Option<u8> {
    None
}
