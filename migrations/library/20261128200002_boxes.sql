-- A change may also be about where a face is.
create table change_of_place (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (
        field in ('verdict', 'rejected', 'drawn', 'placed', 'name', 'standing', 'link', 'seen')
    ),
    face_id integer,
    other_face_id integer,
    person_id integer,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;
insert into change_of_place (step_id, seq, field, face_id, other_face_id, person_id, before, after)
select step_id, seq, field, face_id, other_face_id, person_id, before, after from change;
drop table change;
alter table change_of_place rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;

-- Faces whose box the person drew, moved or put back since it was last looked into: their picture and their looks are
-- still those of another box.
create table box_to_see (
    face_id integer primary key references face (id) on delete cascade
);
