-- The face that was chosen as the picture of somebody, by its lasting identity: it goes along when a photo is edited. It may
-- be no face of theirs any more; then the largest one stands for them.
alter table person add column key_face blob check (length(key_face) = 16);

-- A change may also be about the picture of a person.
create table change_of_picture (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (
        field in (
            'verdict', 'rejected', 'drawn', 'placed', 'name', 'dates', 'key_face', 'standing', 'link', 'seen', 'keyword'
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
insert into change_of_picture (step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after)
select step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after from change;
drop table change;
alter table change_of_picture rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;
create index change_photo on change (photo_id) where photo_id is not null;
create index change_name on change (person_id) where field = 'name';
