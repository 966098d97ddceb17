-- `heir_id` stays when the words were given on, so that two pictures are known to be one that was edited; `waits` says
-- whether the words are still to be given. `turn` rises with every picture that takes a place.
alter table replaced add column waits integer not null default 0;
alter table replaced add column turn integer not null default 0;
update replaced set waits = heir_id is not null;
