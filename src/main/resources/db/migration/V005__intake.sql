-- Every form submission, once. No foreign key to the case: its check would lock, and so write, the row of the case at
-- every submission; the case is opened in the same transaction before the first one is recorded.
create sequence intake_submission_seq increment by 50;

create table intake_submission (
    id           bigint primary key,
    case_id      bigint       not null,
    submitted_at timestamptz  not null,
    form_version integer      not null,
    procedure    varchar(80)  not null,
    element_id   varchar(120) not null,
    task_id      varchar(64),
    form_key     varchar(120) not null,
    actor        varchar(64),
    on_behalf_of varchar(64),
    sha256       bytea        not null,
    data         jsonb        not null
);

create index intake_submission_case on intake_submission (case_id);

create trigger intake_submission_append_only before update or delete on intake_submission
    for each row execute function forbid_change();
create trigger intake_submission_never_emptied before truncate on intake_submission
    for each statement execute function forbid_change();
