-- Which programs wrote what a step took in, as far as their files say so.
create table step_program (
    step_id integer not null references step (id),
    program text not null,
    primary key (step_id, program)
) without rowid;
