-- Money: awards, the append-only ledger, yearly budgets. All amounts in whole yuan.
create sequence funding_award_seq increment 50;
create sequence funding_entry_seq increment 50;

create table funding_award (
    id              bigint primary key,
    case_id         bigint references cases_case,
    measure         varchar(40)  not null,
    grant_key       varchar(300) not null,
    kind            varchar(60)  not null,
    name            varchar(300) not null,
    beneficiary_key varchar(300) not null,
    enterprise_code varchar(40)  not null,
    year            integer      not null,
    annual_scope    varchar(60),
    lifetime_scope  varchar(60),
    amount          bigint       not null check (amount >= 0),
    explanation     jsonb        not null,
    status          varchar(20)  not null,
    budget_year     integer,
    awarded_on      date         not null,
    created_at      timestamptz  not null,
    version         integer      not null
);
-- The last line of defence against granting the same twice.
create unique index funding_award_once on funding_award (grant_key) where status not in ('REPLACED', 'REVERSED');
create index funding_award_case on funding_award (case_id);
create index funding_award_beneficiary on funding_award (measure, beneficiary_key);
create index funding_award_budget on funding_award (measure, budget_year) where budget_year is not null;

create table funding_entry (
    id              bigint primary key,
    award_id        bigint       not null references funding_award,
    kind            varchar(20)  not null,
    amount          bigint       not null,
    measure         varchar(40)  not null,
    grant_key       varchar(300) not null,
    award_kind      varchar(60)  not null,
    beneficiary_key varchar(300) not null,
    enterprise_code varchar(40)  not null,
    year            integer      not null,
    annual_scope    varchar(60),
    lifetime_scope  varchar(60),
    reverses        bigint unique references funding_entry,
    happened_on     date         not null,
    voucher         varchar(500),
    reason          varchar(1000),
    recorded_at     timestamptz  not null,
    recorded_by     varchar(64),
    on_behalf_of    varchar(64),
    check ((kind in ('GRANT', 'HISTORIC', 'PAYMENT') and amount > 0) or (kind in ('REVERSAL', 'RECOVERY') and amount < 0)),
    check ((kind = 'REVERSAL') = (reverses is not null))
);
create unique index funding_entry_one_grant on funding_entry (award_id) where kind in ('GRANT', 'HISTORIC');
create unique index funding_entry_voucher on funding_entry (award_id, voucher) where kind in ('PAYMENT', 'RECOVERY');
create index funding_entry_award on funding_entry (award_id);
create index funding_entry_grant_key on funding_entry (grant_key);
create index funding_entry_beneficiary on funding_entry (beneficiary_key, measure);
create index funding_entry_annual on funding_entry (enterprise_code, annual_scope, year);

create trigger funding_entry_append_only before update or delete or truncate on funding_entry
    for each statement execute function forbid_change();

create table funding_budget (
    year       integer     not null,
    measure    varchar(40) not null,
    total      bigint      not null check (total >= 0),
    changed_at timestamptz not null,
    changed_by varchar(64),
    primary key (year, measure)
);
