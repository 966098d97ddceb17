-- What kept a file from being written was a sentence and is one word; what a sentence meant is found out when it is tried again.
update file_people set reason = 'unknown' where reason is not null;
