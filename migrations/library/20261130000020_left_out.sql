-- Folders and photos that the person leaves out of the library: a path below a root, with all that lies below it.
create table left_out (
    root_id integer not null references root (id),
    key blob not null check (length(key) > 0),
    primary key (root_id, key)
) without rowid;

-- A file that is left out is missing. Here stands what it was before: empty for one that held a photo, the reason for one that
-- could not be read.
alter table file add column left_out text check (left_out is null or state = 'missing');

-- A change may also be about what is left out.
create table change_of_leaving_out (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (
        field in (
            'verdict', 'rejected', 'drawn', 'placed', 'name', 'dates', 'key_face', 'hidden', 'standing', 'link', 'seen',
            'keyword', 'left_out'
        )
    ),
    face_id integer,
    other_face_id integer,
    person_id integer,
    photo_id integer,
    root_id integer,
    key blob,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;
insert into change_of_leaving_out (step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after)
select step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after from change;
drop table change;
alter table change_of_leaving_out rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;
create index change_photo on change (photo_id) where photo_id is not null;
create index change_name on change (person_id) where field = 'name';
create index change_root on change (root_id) where root_id is not null;
