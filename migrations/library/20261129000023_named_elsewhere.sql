-- The people whom the database of another program names in a photo without a place; `name_key` is as that of `person`.
create table named_elsewhere (
    photo_id integer not null references photo (id) on delete cascade,
    name_key text not null,
    name text not null,
    primary key (photo_id, name_key)
) without rowid;
