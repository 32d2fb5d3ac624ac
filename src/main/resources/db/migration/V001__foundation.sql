-- Append-only tables carry this trigger: a correction is a new row, never a change.
create function forbid_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create sequence cases_case_seq;

create table cases_case (
    id              bigint primary key,
    number          varchar(40)  not null unique,
    item            varchar(60)  not null,
    procedure       varchar(80)  not null,
    title           varchar(300) not null,
    applicant_name  varchar(200) not null,
    applicant_code  varchar(40)  not null,
    applicant_email varchar(200),
    status          varchar(20)  not null,
    outcome         varchar(20),
    refusal_code    varchar(60),
    opened_at       timestamptz  not null,
    closed_at       timestamptz,
    version         integer      not null
);
