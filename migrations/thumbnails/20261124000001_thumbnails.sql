-- Pictures of faces, JPEG. `version` changes with the picture, so that a web view never shows an old one.
create table thumbnail (
    face_uuid blob primary key check (length(face_uuid) = 16),
    version integer not null,
    jpeg blob not null
) without rowid;
