-- What the person said of two faces together; whoever was not sure is not asked again.
create table link (
    face_a integer not null references face (id) on delete cascade,
    face_b integer not null references face (id) on delete cascade,
    said text not null check (said in ('same', 'different', 'unsure')),
    primary key (face_a, face_b),
    check (face_a < face_b)
) without rowid;
create index link_other on link (face_b);

-- A change may be about two faces, and about how far the person has looked at a face.
create table change_of_two (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (field in ('verdict', 'rejected', 'drawn', 'name', 'standing', 'link', 'seen')),
    face_id integer,
    other_face_id integer,
    person_id integer,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;
insert into change_of_two (step_id, seq, field, face_id, person_id, before, after)
select step_id, seq, field, face_id, person_id, before, after from change;
drop table change;
alter table change_of_two rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;

-- Recomputable: who a group of unknown faces may be as a whole, a person or another group.
create table proposal (
    cluster_id integer not null references cluster (id) on delete cascade,
    person_id integer references person (id) on delete cascade,
    other_cluster_id integer references cluster (id) on delete cascade,
    probability real not null,
    evidence_face integer references face (id) on delete set null,
    check ((person_id is null) <> (other_cluster_id is null))
);
create index proposal_cluster on proposal (cluster_id);
create index proposal_person on proposal (person_id);
create index proposal_other on proposal (other_cluster_id);
create index proposal_evidence on proposal (evidence_face);
