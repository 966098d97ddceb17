-- When a suggestion still stands is said in one place only, where the lists of faces are made.
drop view standing_suggestion;
