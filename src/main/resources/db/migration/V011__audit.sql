-- One chain of entries per case. The primary key is the chain itself; the BRIN index costs next to nothing to keep and
-- finds the entries added since the last anchor.
create sequence audit_entry_seq increment by 50;

create table audit_entry (
    id           bigint      not null,
    case_id      bigint      not null,
    seq          integer     not null,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null,
    type         varchar(80) not null,
    actor        varchar(64),
    on_behalf_of varchar(64),
    facts        text        not null,
    hash         bytea       not null,
    primary key (case_id, seq)
);
create index audit_entry_recent on audit_entry using brin (id);

create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function forbid_change();
create trigger audit_entry_no_truncate before truncate on audit_entry
    for each statement execute function forbid_change();

-- The newest entry of a case's chain. Writers of one case queue here until the one before has committed; the head is
-- read by a statement of its own, after the lock, and so sees what that one wrote.
create function audit_head(the_case bigint, out seq integer, out hash bytea) language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(11, hashint8(the_case));
    select e.seq, e.hash into seq, hash from audit_entry e where e.case_id = the_case order by e.seq desc limit 1;
end $$;

-- heads: 12 bytes per case, ascending: case id (8), seq (4). hash = SHA-256(previous hash, this row, the entries' hashes).
create table audit_anchor (
    id       integer     primary key,
    taken_at timestamptz not null,
    upto_id  bigint      not null,
    heads    bytea       not null,
    hash     bytea       not null
);
create trigger audit_anchor_append_only before update or delete on audit_anchor
    for each row execute function forbid_change();
create trigger audit_anchor_no_truncate before truncate on audit_anchor
    for each statement execute function forbid_change();
