-- What a finished case took, in working days: gross from the first trigger of its clock, net without its stops.
create table cycletime_case_days (
    case_id     bigint      primary key,
    item        varchar(60) not null,
    outcome     varchar(20) not null,
    gross_days  integer     not null check (gross_days >= 0),
    net_days    integer     not null check (net_days between 0 and gross_days),
    occurred_at timestamptz not null,
    recorded_at timestamptz not null
);
create index cycletime_case_days_item on cycletime_case_days (item, outcome, occurred_at);
create trigger cycletime_case_days_append_only before update or delete on cycletime_case_days
    for each row execute function forbid_change();
create trigger cycletime_case_days_no_truncate before truncate on cycletime_case_days
    for each statement execute function forbid_change();
