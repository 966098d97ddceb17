-- The list of photos, the newest first and those without a date last; it takes the place of an index by date alone.
create index photo_there on photo (coalesce(taken_local, '') desc) where gone_at is null;
drop index photo_taken;

-- Who is in a photo, and in which photos somebody is, without a look at the faces themselves; in the place of three that
-- begin alike and tell less.
drop index face_photo;
drop index face_presence;
drop index face_person;
create index face_photo on face (photo_id, drawn, state, person_id);
create index face_person on face (person_id, state, drawn, photo_id);
