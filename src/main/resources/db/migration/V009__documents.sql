-- Layout and text as they stood when documents were issued with them: a document opened years later still reads as it did.
create table documents_template (
    version varchar(16) primary key,
    name    varchar(80) not null,
    source  text        not null
);
create trigger documents_template_append_only before update or delete on documents_template
    for each row execute function forbid_change();

create sequence documents_document_seq increment by 50;

create table documents_document (
    id               bigint       primary key,
    case_id          bigint       not null,
    template         varchar(80)  not null,
    template_version varchar(16)  not null,
    number           varchar(60)  not null unique,
    title            varchar(200) not null,
    data             jsonb        not null,
    issued_at        timestamptz  not null,
    issued_by        varchar(64)
);
create index documents_document_of_case on documents_document (case_id);
create trigger documents_document_append_only before update or delete on documents_document
    for each row execute function forbid_change();
create trigger documents_document_no_truncate before truncate on documents_document
    for each statement execute function forbid_change();

create table documents_rendering (
    document_id bigint      primary key references documents_document,
    pdf         bytea       not null,
    sha256      bytea       not null,
    rendered_at timestamptz not null
);
-- A PDF is compressed already.
alter table documents_rendering alter column pdf set storage external;
create trigger documents_rendering_append_only before update or delete on documents_rendering
    for each row execute function forbid_change();

-- The last number given in a series and year. fillfactor leaves room for the row to be changed in place.
create table documents_counter (
    series varchar(60) not null,
    year   integer     not null,
    last   integer     not null,
    primary key (series, year)
) with (fillfactor = 10);
