create or replace function engine_inbox_fill(task act_ru_task) returns void language plpgsql as $$
begin
    if task.assignee_ is not null then
        insert into engine_inbox (reader, task_id, sole, created_at, due_at)
        values ('u:' || task.assignee_, task.id_, true, task.create_time_, task.due_date_);
    else
        insert into engine_inbox (reader, task_id, sole, created_at, due_at)
        select 'g:' || offered.group_id_, task.id_, count(*) over () = 1, task.create_time_, task.due_date_
        from (select distinct group_id_ from act_ru_identitylink
              where task_id_ = task.id_ and type_ = 'candidate' and group_id_ is not null) offered;
    end if;
end $$;

create or replace function engine_inbox_task() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.assignee_ is not null then
            perform engine_inbox_fill(new);
        end if;
    elsif tg_op = 'DELETE' then
        delete from engine_inbox where task_id = old.id_;
    elsif new.assignee_ is distinct from old.assignee_ then
        delete from engine_inbox where task_id = new.id_;
        perform engine_inbox_fill(new);
    else
        update engine_inbox set created_at = new.create_time_, due_at = new.due_date_ where task_id = new.id_;
    end if;
    return null;
end $$;

create or replace function engine_inbox_offered() returns trigger language plpgsql as $$
declare
    task act_ru_task;
begin
    select * into task from act_ru_task where id_ = new.task_id_ and assignee_ is null;
    if not found then
        return null;
    end if;
    if new.group_id_ is not null and not exists (select 1 from engine_inbox where task_id = task.id_) then
        insert into engine_inbox (reader, task_id, sole, created_at, due_at)
        values ('g:' || new.group_id_, task.id_, true, task.create_time_, task.due_date_);
    else
        delete from engine_inbox where task_id = task.id_;
        perform engine_inbox_fill(task);
    end if;
    return null;
end $$;

create or replace function engine_inbox_withdrawn() returns trigger language plpgsql as $$
begin
    delete from engine_inbox where task_id = old.task_id_ and reader = 'g:' || old.group_id_ and not exists (
        select 1 from act_ru_identitylink
         where task_id_ = old.task_id_ and type_ = 'candidate' and group_id_ = old.group_id_);
    if found then
        update engine_inbox set sole = true where task_id = old.task_id_ and not sole
           and (select count(*) from engine_inbox where task_id = old.task_id_) = 1;
    end if;
    return null;
end $$;

create or replace trigger engine_inbox_task_born
    after insert on act_ru_task for each row when (new.assignee_ is not null) execute function engine_inbox_task();
create or replace trigger engine_inbox_task_changed
    after update on act_ru_task for each row
    when (new.assignee_ is distinct from old.assignee_ or new.due_date_ is distinct from old.due_date_
        or new.create_time_ is distinct from old.create_time_)
    execute function engine_inbox_task();
create or replace trigger engine_inbox_task_gone
    after delete on act_ru_task for each row execute function engine_inbox_task();
create or replace trigger engine_inbox_offered
    after insert on act_ru_identitylink for each row
    when (new.task_id_ is not null and new.type_ = 'candidate') execute function engine_inbox_offered();
create or replace trigger engine_inbox_withdrawn
    after delete on act_ru_identitylink for each row
    when (old.task_id_ is not null and old.type_ = 'candidate') execute function engine_inbox_withdrawn();

drop function if exists engine_inbox_offer();

create index if not exists engine_task_due on act_ru_task (due_date_, id_) where due_date_ is not null;
