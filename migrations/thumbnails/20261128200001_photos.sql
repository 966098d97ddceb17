-- Small pictures of photos, JPEG, in the order in which they were made: where there are too many, the oldest go first.
-- A photo is known by its hash, so that a picture stays right whatever becomes of the library's own numbers.
create table photo_thumbnail (
    id integer primary key autoincrement,
    payload_hash blob not null unique check (length(payload_hash) = 32),
    orientation integer not null check (orientation between 1 and 8),
    jpeg blob not null
);
