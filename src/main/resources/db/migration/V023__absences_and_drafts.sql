-- Substitution (代理) is a record: what was appointed stays as it was written, and an early end is an entry of its own.
alter table identity_substitution add column reason varchar(200) not null default '';
alter table identity_substitution alter column reason drop default;

create table identity_substitution_end (
    substitution_id bigint      primary key references identity_substitution,
    ended_by        varchar(64) not null,
    ended_at        timestamptz not null
);
insert into identity_substitution_end (substitution_id, ended_by, ended_at)
select id, coalesce(revoked_by, created_by), revoked_at from identity_substitution where revoked_at is not null;
alter table identity_substitution drop column revoked_at, drop column revoked_by;

create index identity_substitution_principal on identity_substitution (principal);
create trigger identity_substitution_append_only before update or delete or truncate on identity_substitution
    for each statement execute function forbid_change();
create trigger identity_substitution_end_append_only before update or delete or truncate on identity_substitution_end
    for each statement execute function forbid_change();

-- Some messages are about no case: who stands in for whom.
alter table notifications_message alter column case_id drop not null;

-- The heads belong to their unit: who may stand in for whom goes by it.
insert into identity_unit (code, name, parent) values
    ('wjwLead', '市卫健委负责人', 'wjw'),
    ('czjLead', '市财政局负责人', 'czj')
on conflict do nothing;

-- A half-filled start form is kept like that of a task.
alter table tasklist_draft alter column task_id type varchar(300);
comment on column tasklist_draft.task_id is 'id of the task, or start:<process definition key> of a start form';
