-- Which keyword a step renamed or deleted as a whole, and what it is called since; the parts with U+001F between them.
create table step_keyword (
    step_id integer primary key references step (id),
    path text not null,
    renamed text
);
