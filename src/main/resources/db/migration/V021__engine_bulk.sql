-- What was done to several tasks in one go (批量办理): one row per task and act, written in the transaction of the deed. It
-- marks the deed for auditors, and answers a request that comes a second time.
create table engine_bulk_act (
    id           bigint       generated always as identity primary key,
    batch        uuid         not null,
    act          varchar(10)  not null check (act in ('CLAIM', 'ASSIGN', 'COMPLETE')),
    task_id      varchar(64)  not null,
    case_id      bigint       not null,
    element_id   varchar(120) not null,
    step_name    varchar(200) not null,
    actor        varchar(64)  not null,
    on_behalf_of varchar(64),
    acted_at     timestamptz  not null,
    result       varchar(200) not null
);
create unique index engine_bulk_act_once on engine_bulk_act (batch, act, task_id);
create index engine_bulk_act_case on engine_bulk_act (case_id);
create trigger engine_bulk_act_append_only before update or delete on engine_bulk_act
    for each row execute function forbid_change();
create trigger engine_bulk_act_no_truncate before truncate on engine_bulk_act
    for each statement execute function forbid_change();
