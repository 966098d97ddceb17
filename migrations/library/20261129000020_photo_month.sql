-- How many photos each month has, without a look at the photos themselves.
create index photo_month on photo (substr(coalesce(taken_local, ''), 1, 7)) where gone_at is null;
