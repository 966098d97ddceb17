-- When something was last said or found of a face, as the revision of the library: who holds faces in memory looks only at
-- these. Triggers write it, so that no change is missed, whoever makes it. A row outlives its face.
create table face_change (
    face_id integer primary key,
    revision integer not null
);
create index face_change_revision on face_change (revision);

create trigger face_added after insert on face begin
    insert into face_change (face_id, revision)
    select new.id, cast(value as integer) + 1 from setting where key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger face_changed after update of photo_id, drawn, quality, state, person_id, trains on face
when new.photo_id is not old.photo_id or new.drawn is not old.drawn or new.quality is not old.quality
    or new.state is not old.state or new.person_id is not old.person_id or new.trains is not old.trains
begin
    insert into face_change (face_id, revision)
    select new.id, cast(value as integer) + 1 from setting where key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger face_removed after delete on face begin
    insert into face_change (face_id, revision)
    select old.id, cast(value as integer) + 1 from setting where key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger embedding_added after insert on embedding begin
    insert into face_change (face_id, revision)
    select new.face_id, cast(value as integer) + 1 from setting where key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger embedding_changed after update on embedding
when new.face_id is not old.face_id or new.space_id is not old.space_id or new.vec is not old.vec or new.norm is not old.norm
begin
    insert into face_change (face_id, revision)
    select new.face_id, cast(value as integer) + 1 from setting where key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger embedding_removed after delete on embedding begin
    insert into face_change (face_id, revision)
    select old.face_id, cast(value as integer) + 1 from setting where key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger photo_gone after update of gone_at on photo when new.gone_at is not old.gone_at begin
    insert into face_change (face_id, revision)
    select f.id, cast(s.value as integer) + 1 from face f, setting s where f.photo_id = new.id and s.key = 'revision'
    on conflict (face_id) do update set revision = excluded.revision;
end;

-- Faces that a word put together, and all others of their group, are as new when it is taken back.
create trigger same_removed after delete on link when old.said = 'same' begin
    insert into face_change (face_id, revision)
    select f.id, cast(s.value as integer) + 1 from face f, setting s
    where s.key = 'revision' and (f.id in (old.face_a, old.face_b) or f.id in (
        select other.face_id from cluster_member m join cluster_member other on other.cluster_id = m.cluster_id
        where m.face_id in (old.face_a, old.face_b)))
    on conflict (face_id) do update set revision = excluded.revision;
end;

create trigger same_changed after update of said on link when old.said = 'same' and new.said <> 'same' begin
    insert into face_change (face_id, revision)
    select f.id, cast(s.value as integer) + 1 from face f, setting s
    where s.key = 'revision' and (f.id in (old.face_a, old.face_b) or f.id in (
        select other.face_id from cluster_member m join cluster_member other on other.cluster_id = m.cluster_id
        where m.face_id in (old.face_a, old.face_b)))
    on conflict (face_id) do update set revision = excluded.revision;
end;
