-- What a file says of people, and whether it says what it should: the base of every merge, and the list of what is to be
-- written, in one. A revision is that of the library; a file is to be written while `wanted_rev` is the higher one.
create table file_people (
    file_id integer primary key references file (id) on delete cascade,
    wanted_rev integer not null default 0,
    written_rev integer not null default 0,
    target text check (target in ('sidecar', 'embedded')),
    state text not null default 'ok' check (state in ('ok', 'refused', 'failed')),
    reason text,
    try_after integer,
    check ((state = 'ok') = (reason is null))
);

-- The people that were last read from a file or written to it; fractions of the picture as stored.
create table told_face (
    file_id integer not null references file (id) on delete cascade,
    name text,
    x real not null,
    y real not null,
    w real not null check (w > 0),
    h real not null check (h > 0)
);
create index told_face_file on told_face (file_id);

-- Where a file says something else than the person: asked once. `found` is null where it no longer names a face.
create table people_conflict (
    id integer primary key autoincrement,
    file_id integer not null references file (id) on delete cascade,
    face_id integer not null references face (id) on delete cascade,
    found text,
    settled text check (settled in ('library', 'file'))
);
create index people_conflict_file on people_conflict (file_id);
create index people_conflict_face on people_conflict (face_id);

insert into file_people (file_id, wanted_rev)
select file.id, (select cast(value as integer) from setting where key = 'revision') from file
where exists (select 1 from face f where f.photo_id = file.photo_id and f.state = 'confirmed' and f.drawn = 1);

-- What the sidecars of a photo, and Picasa's file in its folder, look like from outside; 0 where there are none.
alter table file add column beside integer not null default 0;

-- Whatever changes who is confirmed where, by decision, undo, merge or an edited picture, reaches every file of the photo.
create trigger face_reaches_files after update of state, person_id, drawn, x, y, w, h on face
when ((old.state = 'confirmed' and old.drawn) or (new.state = 'confirmed' and new.drawn))
and (old.state, old.person_id, old.drawn, old.x, old.y, old.w, old.h)
    is not (new.state, new.person_id, new.drawn, new.x, new.y, new.w, new.h)
begin
    insert into file_people (file_id, wanted_rev)
    select id, (select cast(value as integer) + 1 from setting where key = 'revision') from file
    where photo_id = new.photo_id
    on conflict (file_id) do update set wanted_rev = excluded.wanted_rev;
end;

create trigger name_reaches_files after update of name on person when old.name is not new.name
begin
    insert into file_people (file_id, wanted_rev)
    select distinct file.id, (select cast(value as integer) + 1 from setting where key = 'revision') from face f
    join file on file.photo_id = f.photo_id where f.person_id = new.id and f.state = 'confirmed' and f.drawn = 1
    on conflict (file_id) do update set wanted_rev = excluded.wanted_rev;
end;

create trigger people_reach_new_file after insert on file when exists (
    select 1 from face f where f.photo_id = new.photo_id and f.state = 'confirmed' and f.drawn = 1)
begin
    insert into file_people (file_id, wanted_rev)
    select new.id, (select cast(value as integer) + 1 from setting where key = 'revision') where true
    on conflict (file_id) do update set wanted_rev = excluded.wanted_rev;
end;

create trigger people_reach_changed_file after update of photo_id on file when old.photo_id is not new.photo_id
and exists (select 1 from face f where f.photo_id = new.photo_id and f.state = 'confirmed' and f.drawn = 1)
begin
    insert into file_people (file_id, wanted_rev)
    select new.id, (select cast(value as integer) + 1 from setting where key = 'revision') where true
    on conflict (file_id) do update set wanted_rev = excluded.wanted_rev;
end;
