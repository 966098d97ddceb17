-- When somebody was born and died, as far as that is known: `1984`, `1984-05` or `1984-05-12`.
alter table person add column born text check (
    born glob '[0-9][0-9][0-9][0-9]' or born glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]'
    or born glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'
);
alter table person add column died text check (
    died glob '[0-9][0-9][0-9][0-9]' or died glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]'
    or died glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'
);

-- How much of a photo's date is known, as a text.
alter table photo add column taken_on text as (
    substr(taken_local, 1, case date_precision when 'year' then 4 when 'month' then 7 else 10 end)
);

-- Faces in photos that were taken before somebody was born or after they died. Of two dates the shorter one says how far they
-- are compared. A date that is not the original one may be that of a scan of an old print: no photo is too late by it.
create view out_of_life as
select f.id as face_id, p.id as person_id from person p cross join face f cross join photo ph on ph.id = f.photo_id
where (p.born is not null or p.died is not null) and (
    substr(ph.taken_on, 1, length(p.born)) < substr(p.born, 1, length(ph.taken_on))
    or ph.date_source = 'original' and substr(ph.taken_on, 1, length(p.died)) > substr(p.died, 1, length(ph.taken_on))
);

-- Who holds faces in memory knows when their photos were taken.
create trigger photo_dated after update of taken_local, date_source, date_precision on photo
when new.taken_on is not old.taken_on or new.date_source is not old.date_source
begin
    insert into face_change (face_id, revision)
    select f.id, cast(s.value as integer) + 1 from face f, setting s where f.photo_id = new.id and s.key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

-- A change may also be about the dates of a person.
create table change_of_dates (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (
        field in ('verdict', 'rejected', 'drawn', 'placed', 'name', 'dates', 'standing', 'link', 'seen', 'keyword')
    ),
    face_id integer,
    other_face_id integer,
    person_id integer,
    photo_id integer,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;
insert into change_of_dates (step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after)
select step_id, seq, field, face_id, other_face_id, person_id, photo_id, before, after from change;
drop table change;
alter table change_of_dates rename to change;
create index change_face on change (face_id);
create index change_other_face on change (other_face_id) where other_face_id is not null;
create index change_photo on change (photo_id) where photo_id is not null;
create index change_name on change (person_id) where field = 'name';
