-- Query codes of cases, as keyed hashes; the newest round of a case holds, older ones are void. By number, because that is
-- what people ask with, and because a number that does not exist is then looked up with the same one statement.
create table tracking_query_code (
    case_number varchar(40) not null,
    round       integer     not null check (round > 0),
    case_id     bigint      not null,
    hash        bytea       not null,
    issued_at   timestamptz not null,
    issued_by   varchar(64),
    primary key (case_number, round)
);
create trigger tracking_query_code_append_only before update or delete on tracking_query_code
    for each row execute function forbid_change();
create trigger tracking_query_code_never_emptied before truncate on tracking_query_code
    for each statement execute function forbid_change();

-- The key of those hashes, made once, unless one is configured outside the database.
create table tracking_key (
    id      smallint    primary key check (id = 1),
    key     bytea       not null,
    made_at timestamptz not null
);

-- What a message tells the applicant and nobody else, until it is sent or given up.
alter table notifications_message add column secrets text;
