-- Where the law gives each phase of a procedure a limit of its own, a segment belongs to a phase (clock.phase).
alter table clock_clock add column phase varchar(20);

-- One application for a registration per case.
create table deviceregistration_application (
    id                    bigint      primary key references cases_case (id),
    status                varchar(30) not null,
    details               jsonb       not null,
    received_on           date        not null,
    accepted_on           date,
    corrections_requested boolean     not null,
    supplement_requested  boolean     not null,
    suspected             boolean     not null,
    false_material        boolean     not null,
    review_passed         boolean,
    inspection            varchar(20),
    recommended           boolean     not null,
    ground                varchar(30),
    refusal_code          varchar(60),
    reason                varchar(9000),
    conditions            varchar(2000),
    decided_on            date,
    registered_at         timestamptz not null,
    version               integer     not null
);
