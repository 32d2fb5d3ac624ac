-- Audit entries and step facts of a transaction are written by one statement just before its commit, which draws their ids
-- itself: one by one, not in Hibernate's blocks. Ids stay ascending; AuditAnchors' overlap counts entries again, not blocks.
alter sequence audit_entry_seq increment by 1;
alter sequence cycletime_step_fact_seq increment by 1;

-- What was set aside is asked for by submission, which is the primary key; nobody asks by case any more.
drop index intake_set_aside_case;

-- The stops of a case's clock for whoever changes them: first its stretches are locked, then a statement of its own reads
-- the stops, and so sees what was written by the one for whom it waited.
create function clock_stops_held(the_case bigint) returns setof clock_stop language plpgsql volatile as $$
begin
    perform 1 from clock_clock where case_id = the_case order by ordinal for no key update;
    return query select * from clock_stop where case_id = the_case order by stopped_at, id;
end $$;
