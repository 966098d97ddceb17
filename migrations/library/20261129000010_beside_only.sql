-- Whether the format of a file is never changed, so that people are written beside it whatever is wished. Nobody knows of what
-- was written before: it is looked at once more when people are to be written into photos.
alter table file_people add column beside_only integer not null default 0 check (beside_only in (0, 1));
