-- What is remembered of a photo in a file: who said it there (bits: 1 the photo itself, 2 and 4 its sidecars `name.ext.xmp` and
-- `name.xmp`, 8 Picasa; 0: only announced, Kith was about to write it), and whether Kith may change it or take it out of the
-- file: because it took it in, wrote it, or was told to. Of rows from before nobody knows who said them: all of them did.
alter table told_face add column photo_id integer references photo (id) on delete cascade;
alter table told_face add column sources integer not null default 15;
alter table told_face add column ours integer not null default 0 check (ours in (0, 1));
update told_face set photo_id = (select photo_id from file where file.id = told_face.file_id),
ours = exists (select 1 from file join face f on f.photo_id = file.photo_id join person p on p.id = f.person_id
    where file.id = told_face.file_id and f.state = 'confirmed' and p.name = told_face.name);
create index told_face_photo on told_face (photo_id);

-- Whether the file itself contradicts the library, or another program's database that was taken in once.
alter table people_conflict add column from_file integer not null default 1 check (from_file in (0, 1));

-- Whatever was not written is tried whenever writing is asked for.
alter table file_people drop column try_after;
