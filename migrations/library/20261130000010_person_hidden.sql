-- Who is hidden is left out of the list of people and of what is asked; their faces and their names stay.
alter table person add column hidden integer not null default 0 check (hidden in (0, 1));

-- A change may also be about whether somebody is hidden.
create table change_of_hiding (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (
        field in (
            'verdict', 'rejected', 'drawn', 'placed', 'name', 'dates', 'key_face', 'hidden', 'standing', 'link', 'seen',
            'keyword'
        )
    ),
    face_id integer,
    other_face_id integer,
    person_id integer,
    photo_id integer,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;
insert into change_of_hiding (step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after)
select step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after from change;
drop table change;
alter table change_of_hiding rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;
create index change_photo on change (photo_id) where photo_id is not null;
create index change_name on change (person_id) where field = 'name';
