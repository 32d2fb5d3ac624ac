-- One application of a centre per case.
create table clinicalcenter_application (
    id                     bigint      primary key references cases_case (id),
    status                 varchar(30) not null,
    details                jsonb       not null,
    lineage_id             bigint,
    supplement_requested   boolean     not null,
    rectification_required boolean     not null,
    stage                  varchar(20),
    passed_on              date,
    grade                  varchar(20),
    evaluated_on           date,
    kjj_decision           varchar(20),
    wjw_decision           varchar(20),
    kjj_opinion            varchar(4000),
    wjw_opinion            varchar(4000),
    stacking_confirmed     boolean     not null,
    refusal_code           varchar(60),
    refusal_reason         varchar(9000),
    registered_at          timestamptz not null,
    version                integer     not null
);

-- Which hosts are the same centre: a merged or renamed host is another row of the same lineage.
create sequence clinicalcenter_lineage_seq;

create table clinicalcenter_lineage (
    id           bigint      primary key,
    lineage_id   bigint      not null,
    host_code    varchar(40) not null,
    disease_area varchar(30) not null,
    recorded_at  timestamptz not null,
    unique (host_code, disease_area)
);

create trigger clinicalcenter_lineage_append_only
    before update or delete on clinicalcenter_lineage
    for each statement execute function forbid_change();

-- A revocation is a case of its own, against a case that was granted.
create table clinicalcenter_revocation (
    id               bigint      primary key references cases_case (id),
    original_case_id bigint      not null references clinicalcenter_application (id),
    status           varchar(20) not null,
    to_recover       bigint      not null,
    recovered        bigint      not null,
    opened_at        timestamptz not null,
    version          integer     not null
);

create unique index clinicalcenter_revocation_open
    on clinicalcenter_revocation (original_case_id) where status in ('OPEN', 'RECOVERING');
