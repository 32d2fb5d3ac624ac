-- The register of certificates and licences. One row for each certificate: how it stands after its newest entry, and
-- the words it is searched by. The register itself are the entries below.
create sequence certificates_certificate_seq increment by 50;

create table certificates_certificate (
    id               bigint        primary key,
    kind             varchar(60)   not null,
    number           varchar(60)   not null unique,
    category         varchar(20)   not null,
    holder_name      varchar(200)  not null,
    holder_code      varchar(40)   not null,
    product_name     varchar(400)  not null,
    -- The case of the newest entry: where the holder's address for messages is found.
    case_id          bigint        not null,
    first_approved_on date         not null,
    -- The unbroken time of validity: a renewal in time moves only its end.
    valid_from       date          not null,
    valid_until      date          not null check (valid_until >= valid_from),
    -- How it ended before its time.
    ending           varchar(10)   check (ending in ('CANCELLED', 'REVOKED')),
    ended_on         date,
    -- The case in which its holder applied for renewal, while that is open.
    renewal_case_id  bigint,
    entries          integer       not null,
    search_text      varchar(1000) not null,
    version          integer       not null,
    check ((ending is null) = (ended_on is null))
);

-- Every sign and every two neighbouring signs of a text: what a search for a word of any length can look up, in Chinese
-- too, without an extension of the database.
create function certificates_grams(text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct substr($1, place, length)), '{}')
    from generate_series(1, char_length($1)) place, generate_series(1, 2) length
    where place + length - 1 <= char_length($1)
$$;

create index certificates_certificate_words on certificates_certificate using gin (certificates_grams(search_text));
create index certificates_certificate_holder on certificates_certificate (holder_code);
create index certificates_certificate_expiry on certificates_certificate (valid_until) where ending is null;
create index certificates_certificate_renewal on certificates_certificate (renewal_case_id)
    where renewal_case_id is not null;

create sequence certificates_entry_seq increment by 50;

-- What was decided about a certificate, in order, and how its words and dates read from then on. code_hash: of the code
-- printed on the paper that was issued with the entry; the code itself stands on the paper only.
create table certificates_entry (
    id             bigint      primary key,
    certificate_id bigint      not null references certificates_certificate,
    seq            integer     not null check (seq > 0),
    act            varchar(20) not null,
    case_id        bigint      not null,
    decided_at     timestamptz not null,
    approved_on    date        not null,
    valid_from     date        not null,
    valid_until    date        not null,
    contents       jsonb       not null,
    explanation    text,
    code_hash      bytea,
    document_id    bigint,
    attachment_id  bigint,
    decided_by     varchar(64),
    unique (certificate_id, seq)
);
create index certificates_entry_of_case on certificates_entry (case_id);
create trigger certificates_entry_append_only before update or delete on certificates_entry
    for each row execute function forbid_change();
create trigger certificates_entry_never_emptied before truncate on certificates_entry
    for each statement execute function forbid_change();

-- Which holders were reminded, of which end, how long before the last day for renewal. The key is what makes it once.
create table certificates_reminder (
    certificate_id bigint      not null references certificates_certificate,
    valid_until    date        not null,
    days_before    integer     not null,
    told           boolean     not null,
    marked_at      timestamptz not null,
    primary key (certificate_id, valid_until, days_before)
);
create trigger certificates_reminder_append_only before update or delete on certificates_reminder
    for each row execute function forbid_change();
