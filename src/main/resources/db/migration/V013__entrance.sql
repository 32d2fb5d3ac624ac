-- How far the office clock of the demonstration was turned ahead of the real time; the newest row holds. Only on the
-- embedded database anything is ever written here.
create table entrance_clock (
    id             bigint      generated always as identity primary key,
    offset_seconds bigint      not null check (offset_seconds >= 0),
    turned_at      timestamptz not null,
    turned_by      varchar(64) not null
);
create trigger entrance_clock_append_only before update or delete on entrance_clock
    for each row execute function forbid_change();
