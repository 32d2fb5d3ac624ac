-- Organisational units (单位), who does which function from which day on, and service items switched on or off. Nothing is
-- changed here, only added: the latest row says how it is, the others how it was, each with who, when and why.
create table catalog_unit (
    id              bigint       generated always as identity primary key,
    code            varchar(60)  not null,
    name            varchar(100) not null,
    kind            varchar(20)  not null check (kind in ('STATION', 'DEPARTMENT', 'CENTER', 'OFFICE', 'BUREAU')),
    parent          varchar(60),
    candidate_group varchar(60)  not null,
    lead_group      varchar(60),
    valid_from      date         not null,
    valid_to        date,
    confirmed       boolean      not null,
    source          varchar(300) not null,
    changed_at      timestamptz  not null,
    changed_by      varchar(64),
    reason          varchar(500) not null,
    check (valid_to is null or valid_to >= valid_from)
);
create index catalog_unit_code on catalog_unit (code, id);
comment on column catalog_unit.changed_by is 'user id of the administrator; null: shipped with the application';

create table catalog_unit_function (
    id         bigint       generated always as identity primary key,
    function   varchar(20)  not null,
    item       varchar(80),
    unit       varchar(60),
    from_date  date         not null,
    changed_at timestamptz  not null,
    changed_by varchar(64),
    reason     varchar(500) not null,
    check (item is not null or unit is not null)
);
create index catalog_unit_function_day on catalog_unit_function (function, from_date, id);
comment on column catalog_unit_function.item is 'exception for one service item; null: for all items';
comment on column catalog_unit_function.unit is 'null: the exception ends, the unit of all items does it again';

create table catalog_item_switch (
    id         bigint       generated always as identity primary key,
    item       varchar(80)  not null,
    enabled    boolean      not null,
    from_date  date         not null,
    changed_at timestamptz  not null,
    changed_by varchar(64)  not null,
    reason     varchar(500) not null
);
create index catalog_item_switch_day on catalog_item_switch (item, from_date, id);

create trigger catalog_unit_append_only before update or delete on catalog_unit
    for each row execute function forbid_change();
create trigger catalog_unit_no_truncate before truncate on catalog_unit
    for each statement execute function forbid_change();
create trigger catalog_unit_function_append_only before update or delete on catalog_unit_function
    for each row execute function forbid_change();
create trigger catalog_unit_function_no_truncate before truncate on catalog_unit_function
    for each statement execute function forbid_change();
create trigger catalog_item_switch_append_only before update or delete on catalog_item_switch
    for each row execute function forbid_change();
create trigger catalog_item_switch_no_truncate before truncate on catalog_item_switch
    for each statement execute function forbid_change();

-- Matters of medical devices that have no procedure of their own (device-licence-matter). Entities that change.
create table devicelicence_matter (
    id              bigint        primary key references cases_case,
    subject         varchar(200)  not null,
    certificate_no  varchar(60),
    content         varchar(2000) not null,
    contact         varchar(80)   not null,
    stage           varchar(20)   not null,
    received_on     date          not null,
    supplement_told boolean       not null,
    granted         boolean,
    version         integer       not null
);

-- A third fact of a step: it went to another unit (MOVE).
alter table cycletime_step_fact drop constraint cycletime_step_fact_kind_check;
alter table cycletime_step_fact add constraint cycletime_step_fact_kind_check
    check (kind in ('START', 'MOVE', 'END', 'CANCEL'));
