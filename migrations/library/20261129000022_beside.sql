-- Whether people can be written beside a file that cannot be written into (`offered`), or the person chose that (`chosen`).
alter table file_people add column beside text check (beside in ('offered', 'chosen'));
