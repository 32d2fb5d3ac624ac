-- What people did to the course of a case beside its forms: returned, withdrew, handed over, suspended ... Each use of a
-- verb is one row, with what was asked for and what it did.
create table engine_verb (
    id           bigint       generated always as identity primary key,
    case_id      bigint       not null,
    verb         varchar(20)  not null,
    task_id      varchar(64)  not null,
    element_id   varchar(120) not null,
    step_name    varchar(200) not null,
    acted_at     timestamptz  not null,
    actor        varchar(64)  not null,
    on_behalf_of varchar(64),
    arguments    jsonb        not null,
    effects      jsonb        not null
);
create index engine_verb_case on engine_verb (case_id, id);
create index engine_verb_task on engine_verb (task_id, verb, id);
create trigger engine_verb_append_only before update or delete on engine_verb
    for each row execute function forbid_change();
create trigger engine_verb_no_truncate before truncate on engine_verb
    for each statement execute function forbid_change();

-- Steps with effects that cannot be undone (verbs.noReturnPast in the model), when a case passed them: no way leads back
-- before them.
create table engine_barrier (
    id         bigint       generated always as identity primary key,
    case_id    bigint       not null,
    element_id varchar(120) not null,
    name       varchar(200) not null,
    passed_at  timestamptz  not null
);
create index engine_barrier_case on engine_barrier (case_id, id);
create trigger engine_barrier_append_only before update or delete on engine_barrier
    for each row execute function forbid_change();
create trigger engine_barrier_no_truncate before truncate on engine_barrier
    for each statement execute function forbid_change();

-- A submission that no longer counts, because the case went back to before it: the submission stays, this stands beside it.
create table intake_set_aside (
    submission_id bigint      primary key references intake_submission,
    case_id       bigint      not null,
    set_aside_at  timestamptz not null,
    actor         varchar(64),
    reason        varchar(20) not null
);
create index intake_set_aside_case on intake_set_aside (case_id);
create trigger intake_set_aside_append_only before update or delete on intake_set_aside
    for each row execute function forbid_change();
create trigger intake_set_aside_no_truncate before truncate on intake_set_aside
    for each statement execute function forbid_change();

-- A task that is with somebody else for a while: delegated (委派), or signed before or after its owner does it (加签). Rows
-- are the present state; what happened to them stands in engine_verb.
create table engine_cosign (
    id         bigint       generated always as identity primary key,
    case_id    bigint       not null,
    task_id    varchar(64)  not null,
    kind       varchar(10)  not null check (kind in ('DELEGATED', 'BEFORE', 'AFTER')),
    signer     varchar(64)  not null,
    owner      varchar(64)  not null,
    asked_at   timestamptz  not null,
    asked      varchar(500) not null,
    state      varchar(10)  not null check (state in ('OPEN', 'SIGNED', 'REMOVED')),
    opinion    varchar(2000),
    ended_at   timestamptz
);
create index engine_cosign_task on engine_cosign (task_id, id);

-- What the owner of a task handed in while somebody still had to sign after her; handed on when the last has signed.
create table engine_held_form (
    task_id      varchar(64)  primary key,
    case_id      bigint       not null,
    owner        varchar(64)  not null,
    on_behalf_of varchar(64),
    handed_in_at timestamptz  not null,
    form         jsonb        not null
);

-- Copies for information (抄送), with the moment each was read.
create table engine_copy (
    id        bigint       generated always as identity primary key,
    case_id   bigint       not null,
    task_id   varchar(64)  not null,
    step_name varchar(200) not null,
    sender    varchar(64)  not null,
    recipient varchar(64)  not null,
    note      varchar(500) not null,
    sent_at   timestamptz  not null,
    read_at   timestamptz
);
create index engine_copy_recipient on engine_copy (recipient, id desc);
create index engine_copy_case on engine_copy (case_id, id);

-- Reminders (催办): one person reminds of one task only so often.
create table engine_urge (
    id      bigint      generated always as identity primary key,
    case_id bigint      not null,
    task_id varchar(64) not null,
    actor   varchar(64) not null,
    sent_at timestamptz not null
);
create index engine_urge_task on engine_urge (task_id, actor, sent_at);
create trigger engine_urge_append_only before update or delete on engine_urge
    for each row execute function forbid_change();
