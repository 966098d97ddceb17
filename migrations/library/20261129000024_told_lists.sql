-- In which lists of which files a told face stood when they were last read: in hexadecimal, the last digit is the list of the
-- Metadata Working Group, the one before Microsoft's, the one before that IPTC's, each with the bits of `sources`. 0: not known,
-- or in none of these.
alter table told_face add column lists integer not null default 0;

-- What people were called before is looked up for every file that says something new.
create index change_name on change (person_id) where field = 'name';
