-- Units, dated substitution, recusal.
create sequence identity_substitution_seq increment 50;
create sequence identity_recusal_seq increment 50;

create table identity_unit (
    code   varchar(60)  primary key,
    name   varchar(200) not null,
    parent varchar(60) references identity_unit
);

-- Codes are the candidate groups of the models; the structure is a design default.
insert into identity_unit (code, name, parent) values
    ('kjj', '市科技局', null),
    ('kjjLead', '市科技局负责人', 'kjj'),
    ('wjw', '市卫健委', null),
    ('czj', '市财政局', null),
    ('thirdparty', '第三方机构', null),
    ('expert', '评审专家', null),
    ('window', '综合窗口', null),
    ('auditor', '审计', null);

create table identity_substitution (
    id         bigint primary key,
    principal  varchar(64) not null,
    deputy     varchar(64) not null,
    procedure  varchar(80),
    from_date  date        not null,
    to_date    date        not null,
    created_by varchar(64) not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by varchar(64),
    check (principal <> deputy),
    check (from_date <= to_date)
);
create index identity_substitution_deputy on identity_substitution (deputy);

create table identity_recusal (
    id             bigint primary key,
    user_id        varchar(64)   not null,
    applicant_code varchar(40)   not null,
    reason         varchar(1000) not null,
    declared_at    timestamptz   not null,
    unique (user_id, applicant_code)
);
create trigger identity_recusal_append_only before update or delete or truncate on identity_recusal
    for each statement execute function forbid_change();
