-- The keywords that Kith put into a file for the people in it, by the place (a bit as in `told_face.sources`): only what it put in
-- may it take out when they leave.
create table person_word (
    file_id integer not null references file (id) on delete cascade,
    source integer not null,
    path text not null,
    primary key (file_id, source, path)
) without rowid;
