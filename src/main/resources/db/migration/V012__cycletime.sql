-- What the model said about a step when a case passed it: few rows, read from memory. A step that is renamed, or that
-- gets another limit, becomes a new row; facts keep pointing at what was true for them.
create table cycletime_step (
    id           integer      generated always as identity primary key,
    procedure    varchar(80)  not null,
    element_id   varchar(120) not null,
    name         varchar(200) not null,
    custody      varchar(20)  not null,
    clock_effect varchar(40)  not null,
    clock_limit  varchar(20)  not null,
    unique (procedure, element_id, name, custody, clock_effect, clock_limit)
);
create trigger cycletime_step_append_only before update or delete on cycletime_step
    for each row execute function forbid_change();

-- One row when a step starts, one when it ends. visit ties the two together.
create sequence cycletime_step_fact_seq increment by 50;

create table cycletime_step_fact (
    id               bigint      not null,
    case_id          bigint      not null,
    visit            uuid        not null,
    occurred_at      timestamptz not null,
    recorded_at      timestamptz not null,
    step_id          integer     not null,
    kind             varchar(6)  not null check (kind in ('START', 'END', 'CANCEL')),
    actor            varchar(64),
    candidate_groups varchar(300),
    primary key (case_id, id)
);
-- "What have I done": steps a person completed, newest first.
create index cycletime_step_fact_done on cycletime_step_fact (actor, occurred_at desc)
    where kind = 'END' and actor is not null;

create trigger cycletime_step_fact_append_only before update or delete on cycletime_step_fact
    for each row execute function forbid_change();
create trigger cycletime_step_fact_no_truncate before truncate on cycletime_step_fact
    for each statement execute function forbid_change();

-- One row when a case opens, one when it closes, one if what it granted is revoked.
create table cycletime_case_fact (
    case_id     bigint      not null,
    kind        varchar(8)  not null check (kind in ('OPENED', 'CLOSED', 'REVOKED')),
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    item        varchar(60),
    procedure   varchar(80),
    outcome     varchar(20),
    reason      varchar(60),
    primary key (case_id, kind)
);
create trigger cycletime_case_fact_append_only before update or delete on cycletime_case_fact
    for each row execute function forbid_change();
create trigger cycletime_case_fact_no_truncate before truncate on cycletime_case_fact
    for each statement execute function forbid_change();
