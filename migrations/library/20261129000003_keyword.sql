-- Keywords, as files write them: the parts of the path with U+001F between them. Those with the same key are one keyword.
create table keyword (
    id integer primary key,
    path text not null unique,
    key text not null
);
create index keyword_key on keyword (key);

-- Which keywords a file and what lies beside it say, and whether one stands there for itself or only repeats a part of a
-- longer one.
create table file_keyword (
    file_id integer not null references file (id) on delete cascade,
    keyword_id integer not null references keyword (id),
    own integer not null check (own in (0, 1)),
    primary key (file_id, keyword_id)
) without rowid;
create index file_keyword_keyword on file_keyword (keyword_id, file_id, own);

-- Words that no file says any more are forgotten.
create trigger keyword_forgotten after delete on file_keyword
when not exists (select 1 from file_keyword where keyword_id = old.keyword_id)
begin
    delete from keyword where id = old.keyword_id;
end;

-- What was read before says nothing of keywords. No file has this stamp, so that each is read once more; no detector looks
-- at it again.
update file set beside = -1 where state = 'ok';
