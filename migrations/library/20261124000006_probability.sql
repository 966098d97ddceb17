-- Suggestions are only the machine's, so they are simply worked out again; from now on each says how likely it is.
drop table suggestion;
create table suggestion (
    face_id integer primary key references face (id) on delete cascade,
    person_id integer not null references person (id),
    similarity real not null,
    probability real not null,
    evidence_face integer references face (id) on delete set null,
    runner_up_id integer references person (id) on delete set null,
    runner_up_probability real
);
create index suggestion_person on suggestion (person_id);
delete from setting where key = 'suggested_revision';
