-- Contradictions that a step of the log settled: its undo opens them again. `was_ours` tells whether what the file says was Kith's to
-- change before that.
create table settlement (
    step_id integer not null references step (id) on delete cascade,
    conflict_id integer not null references people_conflict (id) on delete cascade,
    holds text not null check (holds in ('library', 'file')),
    was_ours integer not null check (was_ours in (0, 1)),
    primary key (step_id, conflict_id)
) without rowid;
create index settlement_conflict on settlement (conflict_id);
