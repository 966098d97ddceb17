-- What the person said of the keywords of photos and not all of their files say: it stands over what these say. Words that only
-- repeated a part of what was taken out go `along`; which these are is worked out anew whenever something changes.
create table said_keyword (
    photo_id integer not null references photo (id) on delete cascade,
    key text not null,
    path text not null,
    has integer not null check (has in (0, 1)),
    along integer not null default 0 check (along in (0, 1) and (along = 0 or has = 0)),
    primary key (photo_id, key)
) without rowid;
create index said_keyword_key on said_keyword (key, photo_id) where has = 1;

-- A copy is to say it too.
create trigger keyword_reaches_new_file after insert on file
when exists (select 1 from said_keyword where photo_id = new.photo_id)
begin
    insert into file_people (file_id, wanted_rev)
    select new.id, (select cast(value as integer) + 1 from setting where key = 'revision') where true
    on conflict (file_id) do update set wanted_rev = excluded.wanted_rev;
end;

create trigger keyword_reaches_changed_file after update of photo_id on file when old.photo_id is not new.photo_id
and exists (select 1 from said_keyword where photo_id = new.photo_id)
begin
    insert into file_people (file_id, wanted_rev)
    select new.id, (select cast(value as integer) + 1 from setting where key = 'revision') where true
    on conflict (file_id) do update set wanted_rev = excluded.wanted_rev;
end;

-- A change may also be about a keyword of a photo.
create table change_of_keyword (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (
        field in ('verdict', 'rejected', 'drawn', 'placed', 'name', 'standing', 'link', 'seen', 'keyword')
    ),
    face_id integer,
    other_face_id integer,
    person_id integer,
    photo_id integer,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;
insert into change_of_keyword (step_id, seq, field, face_id, other_face_id, person_id, before, after)
select step_id, seq, field, face_id, other_face_id, person_id, before, after from change;
drop table change;
alter table change_of_keyword rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;
create index change_photo on change (photo_id) where photo_id is not null;
