-- Where a photo lay before another one took its place. Its faces wait for `heir_id`, the photo that may get them, until
-- a scan knows that the photo lies nowhere else; null when that is settled.
create table replaced (
    photo_id integer not null references photo (id),
    root_id integer not null references root (id),
    key blob not null,
    heir_id integer references photo (id),
    primary key (photo_id, root_id, key)
) without rowid;
