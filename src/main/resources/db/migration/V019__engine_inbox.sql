-- Who sees which open task, as the task lists of people ask for it: one row per task and reader. Kept by triggers on the
-- engine's own tables, which the application installs after the engine has made them (resources/engine/inbox.sql).
create table engine_inbox (
    reader     varchar(257) not null, -- u:<user>: assigned to her; g:<group>: unassigned and offered to the group
    task_id    varchar(64)  not null,
    sole       boolean      not null, -- no other reader has this task
    created_at timestamp    not null, -- as in act_ru_task, in the engine's time zone
    due_at     timestamp
);

create index engine_inbox_created on engine_inbox (reader, created_at, task_id) include (sole);
create index engine_inbox_due on engine_inbox (reader, due_at, task_id) include (sole);
create index engine_inbox_task on engine_inbox (task_id);
