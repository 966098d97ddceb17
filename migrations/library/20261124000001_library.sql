-- Names of states are words, so that a person with a SQLite browser can read their own library.

create table setting (
    key text primary key,
    value text not null
) without rowid;
insert into setting (key, value) values ('revision', '0');

-- A folder tree that the person gave to Kith. `key` is the absolute path as bytes: not every path is UTF-8.
create table root (
    id integer primary key,
    source text not null check (source in ('folder', 'phone')),
    volume_id text not null default '',
    key blob not null,
    state text not null check (state in ('online', 'offline', 'excluded')),
    unique (source, volume_id, key)
);

-- One picture, whatever the number of its copies.
create table photo (
    id integer primary key,
    payload_hash blob not null unique check (length(payload_hash) = 32),
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    taken_local text,
    utc_offset integer,
    date_source text check (date_source in ('original', 'digitized', 'modified')),
    date_precision text check (date_precision in ('year', 'month', 'day', 'second')),
    gone_at integer
);
create index photo_taken on photo (taken_local);

-- One place where a photo lies. `key` is the path below the root as bytes.
create table file (
    id integer primary key,
    photo_id integer references photo (id),
    root_id integer not null references root (id),
    key blob not null,
    size integer not null,
    mtime integer not null,
    orientation integer not null default 1 check (orientation between 1 and 8),
    state text not null check (state in ('ok', 'missing', 'unreadable')),
    reason text,
    unique (root_id, key),
    check ((state = 'unreadable') = (reason is not null)),
    check (state <> 'ok' or photo_id is not null)
);
create index file_photo on file (photo_id);

create table analysis (
    photo_id integer not null references photo (id) on delete cascade,
    detector_version text not null,
    mode text not null,
    done_at integer not null,
    error text,
    primary key (photo_id, detector_version)
) without rowid;

create table person (
    id integer primary key autoincrement,
    uuid blob not null unique check (length(uuid) = 16),
    name text not null,
    name_key text not null,
    standing text not null check (standing in ('gone', 'live', 'merged')),
    merged_into integer references person (id),
    check ((standing = 'merged') = (merged_into is not null))
);
create unique index person_name on person (name_key) where standing = 'live';

-- The log of decisions names faces and people by number, so no number is ever used again (autoincrement).
-- Box and landmarks (ten 32-bit floats, little endian) are fractions of the picture as stored.
create table face (
    id integer primary key autoincrement,
    uuid blob not null unique check (length(uuid) = 16),
    photo_id integer not null references photo (id),
    x real not null,
    y real not null,
    w real not null check (w > 0),
    h real not null check (h > 0),
    landmarks blob check (length(landmarks) = 40),
    origin text not null check (origin in ('machine', 'manual', 'imported')),
    drawn integer not null default 1,
    detector_version text,
    score real,
    quality real,
    state text not null default 'open' check (state in ('open', 'confirmed', 'ignored', 'not_a_face', 'stranger')),
    person_id integer references person (id),
    twice_ok integer not null default 0,
    trains integer not null default 1,
    seen text not null default 'new' check (seen in ('new', 'seen', 'later')),
    check ((state = 'confirmed') = (person_id is not null))
);
create index face_photo on face (photo_id);
create index face_person on face (person_id, state);
create index face_state on face (state, seen);
create index face_presence on face (photo_id, person_id) where state = 'confirmed';
create unique index face_once on face (photo_id, person_id) where state = 'confirmed' and twice_ok = 0;

-- What can be compared with what: network and preprocessing together.
create table space (
    id integer primary key,
    name text not null unique,
    state text not null check (state in ('filling', 'active'))
);

-- `vec` holds 32-bit floats, little endian, unit norm; `norm` is the norm before scaling.
create table embedding (
    face_id integer not null references face (id) on delete cascade,
    space_id integer not null references space (id),
    vec blob,
    norm real,
    reason text,
    primary key (face_id, space_id),
    check ((vec is null) = (reason is not null))
) without rowid;

create table not_person (
    face_id integer not null references face (id) on delete cascade,
    person_id integer not null references person (id),
    primary key (face_id, person_id)
) without rowid;
create index not_person_person on not_person (person_id);

-- Recomputable: what the machine thinks.
create table cluster (
    id integer primary key autoincrement,
    space_id integer not null references space (id)
);
create table cluster_member (
    face_id integer primary key references face (id) on delete cascade,
    cluster_id integer not null references cluster (id) on delete cascade
);
create index cluster_member_cluster on cluster_member (cluster_id);
create table suggestion (
    face_id integer primary key references face (id) on delete cascade,
    person_id integer not null references person (id),
    similarity real not null,
    probability real,
    evidence_face integer references face (id) on delete set null
);
create index suggestion_person on suggestion (person_id);

-- What is proposed and not yet contradicted: decisions need not wait for the machine to think again.
create view standing_suggestion as
select s.* from suggestion s
join face f on f.id = s.face_id
join photo ph on ph.id = f.photo_id
join person p on p.id = s.person_id
where f.state = 'open' and f.drawn = 1 and ph.gone_at is null and p.standing = 'live'
and not exists (select 1 from not_person n where n.face_id = s.face_id and n.person_id = s.person_id)
and not exists (
    select 1 from face other
    where other.photo_id = f.photo_id and other.person_id = s.person_id and other.state = 'confirmed' and other.drawn = 1
);

-- The log of decisions: a step is what one undo takes back.
create table step (
    id integer primary key autoincrement,
    at integer not null,
    actor text not null,
    kind text not null,
    decisions integer not null,
    state text not null check (state in ('done', 'undone', 'discarded'))
);
create table change (
    step_id integer not null references step (id),
    seq integer not null,
    field text not null check (field in ('verdict', 'rejected', 'drawn', 'name', 'standing')),
    face_id integer,
    person_id integer,
    before text not null,
    after text not null,
    primary key (step_id, seq)
) without rowid;

create index change_face on change (face_id);

create table job (
    id integer primary key autoincrement,
    kind text not null check (kind in ('scan')),
    state text not null check (state in ('running', 'finished', 'cancelled', 'failed')),
    request text not null,
    done integer not null default 0,
    total integer not null default 0,
    faces integer not null default 0,
    failed integer not null default 0,
    started_at integer not null,
    updated_at integer not null
);
