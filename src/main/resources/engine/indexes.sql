-- Columns that are almost always empty here (tenants, CMMN cases, batches, local variables of tasks, ...) have their index
-- on the rows that fill them only: the same index for whoever looks for a value, and none to keep for whoever writes none.
-- The names stay the engine's own, so that its upgrade scripts find them.
do $$
declare
    each record;
begin
    for each in
        select filled.index_name as name, index.indrelid::regclass::text as owner, filled.first_column,
               (select string_agg(attribute.attname, ', ' order by attribute.attnum)
                  from pg_attribute attribute where attribute.attrelid = index.indexrelid) as columns
          from (values ('act_idx_task_case_exec', 'case_execution_id_'),
                       ('act_idx_task_case_def_id', 'case_def_id_'),
                       ('act_idx_task_tenant_id', 'tenant_id_'),
                       ('act_idx_task_owner', 'owner_'),
                       ('act_idx_task_assignee', 'assignee_'),
                       ('act_idx_task_last_updated', 'last_updated_'),
                       ('act_idx_exec_tenant_id', 'tenant_id_'),
                       ('act_idx_exec_buskey', 'business_key_'),
                       ('act_idx_exe_super', 'super_exec_'),
                       ('act_idx_exe_parent', 'parent_id_'),
                       ('act_idx_var_case_exe', 'case_execution_id_'),
                       ('act_idx_var_case_inst_id', 'case_inst_id_'),
                       ('act_idx_variable_task_id', 'task_id_'),
                       ('act_idx_variable_task_name_type', 'task_id_'),
                       ('act_idx_variable_tenant_id', 'tenant_id_'),
                       ('act_idx_var_bytearray', 'bytearray_id_'),
                       ('act_idx_batch_id', 'batch_id_'),
                       ('act_idx_ident_lnk_user', 'user_id_'),
                       ('act_idx_athrz_procedef', 'proc_def_id_'),
                       ('act_idx_event_subscr_tenant_id', 'tenant_id_'),
                       ('act_idx_job_tenant_id', 'tenant_id_'),
                       ('act_idx_job_exception', 'exception_stack_id_'))
               as filled (index_name, first_column)
          join pg_index index on index.indexrelid = to_regclass(filled.index_name)
         where index.indpred is null
    loop
        execute format('drop index %s', each.name);
        execute format('create index %s on %s (%s) where %I is not null',
            each.name, each.owner, each.columns, each.first_column);
    end loop;
end $$;

-- Completing a task asks for its subtasks, of which there are hardly any: without an index it reads all open tasks.
create index if not exists engine_task_parent on act_ru_task (parent_task_id_) where parent_task_id_ is not null;
