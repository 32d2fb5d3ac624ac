-- Where the law gives each phase of a procedure a limit of its own, a segment belongs to a phase (clock.phase).
alter table clock_clock add column phase varchar(20);
