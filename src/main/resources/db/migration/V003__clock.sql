create sequence clock_clock_seq increment by 50;
create sequence clock_extension_seq increment by 50;
create sequence clock_stop_seq increment by 50;

-- A segment of the statutory clock of a case: one trigger, one limit. A restart ends one segment and begins the next.
create table clock_clock (
    id          bigint      primary key,
    case_id     bigint      not null references cases_case,
    ordinal     integer     not null check (ordinal >= 1),
    started_on  date        not null,
    limit_days  integer     not null check (limit_days >= 1),
    recorded_at timestamptz not null,
    ended_on    date,
    version     integer     not null,
    unique (case_id, ordinal)
);
create unique index clock_clock_one_runs on clock_clock (case_id) where ended_on is null;

create table clock_extension (
    id          bigint       primary key,
    clock_id    bigint       not null references clock_clock,
    days        integer      not null check (days >= 1),
    reason      varchar(500) not null,
    decided_on  date         not null,
    recorded_at timestamptz  not null,
    recorded_by varchar(64)
);
create index clock_extension_clock on clock_extension (clock_id);
create trigger clock_extension_append_only before update or delete on clock_extension
    for each row execute function forbid_change();

-- A stop is opened by a step (stop_key: its activity instance) or by hand, and closed once. Stops before acceptance, when
-- there is no clock yet, are kept too: the limits of steps heed them.
create table clock_stop (
    id          bigint       primary key,
    case_id     bigint       not null references cases_case,
    stop_key    varchar(64)  not null,
    reason      varchar(20)  not null,
    legal_basis varchar(200) not null,
    stopped_at  timestamptz  not null,
    stopped_on  date         not null,
    resumed_at  timestamptz,
    resumed_on  date check (resumed_on >= stopped_on),
    version     integer      not null
);
create index clock_stop_case on clock_stop (case_id);
create unique index clock_stop_open on clock_stop (case_id, stop_key) where resumed_on is null;
