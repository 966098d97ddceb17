-- The people that a file names without a place, as the files about it say now; `name_key` is as that of `person`.
create table named_person (
    file_id integer not null references file (id) on delete cascade,
    name_key text not null,
    name text not null,
    primary key (file_id, name_key)
) without rowid;

-- Nobody has asked the files that were read before: the next scan reads them again.
update file set beside = -1 where state = 'ok';
