-- What was handed in, per case and slot of the checklist. The content lies in a file named by its SHA-256; a version is
-- never changed or deleted, a better one is the next version.
create sequence materials_version_seq increment by 50;

create table materials_version (
    id           bigint       primary key,
    case_id      bigint       not null,
    slot         varchar(80)  not null,
    number       integer      not null,
    file_name    varchar(200) not null,
    media_type   varchar(100) not null,
    size         bigint       not null check (size > 0),
    sha256       bytea        not null check (octet_length(sha256) = 32),
    actor        varchar(64)  not null,
    on_behalf_of varchar(64),
    received_at  timestamptz  not null,
    unique (case_id, slot, number)
);
-- Asked by the sweep: whether any version still refers to a file.
create index materials_version_content on materials_version (sha256);

create trigger materials_version_append_only before update or delete on materials_version
    for each row execute function forbid_change();
create trigger materials_version_no_truncate before truncate on materials_version
    for each statement execute function forbid_change();
