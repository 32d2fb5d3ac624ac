-- A half-filled form of a task, for its author only. Not evidence: replaced while she types, gone when the task ends.
create table tasklist_draft (
    task_id      varchar(64)  not null,
    user_id      varchar(64)  not null,
    form_key     varchar(120) not null,
    form_version integer      not null,
    data         jsonb        not null,
    saved_at     timestamptz  not null,
    primary key (task_id, user_id)
);
