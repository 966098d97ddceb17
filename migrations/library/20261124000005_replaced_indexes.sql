-- Every photo that takes a place asks for the last turn and for who had the place before.
create index replaced_place on replaced (root_id, key);
create index replaced_turn on replaced (turn);
