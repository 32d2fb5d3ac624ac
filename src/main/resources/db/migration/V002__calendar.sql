-- One row per year whose official arrangement (国务院办公厅放假安排) is loaded, and its days.
create table calendar_year (
    calendar_year integer      primary key,
    source        varchar(200) not null,
    loaded_at     timestamptz  not null,
    loaded_by     varchar(64),
    version       integer      not null
);
comment on column calendar_year.loaded_by is 'user id of the administrator; null: shipped with the application';

-- An arrangement may reach into the last days of the year before (New Year), so the date alone is not the key.
create table calendar_day (
    calendar_year integer     not null references calendar_year,
    holiday_on    date        not null,
    kind          varchar(10) not null check (kind in ('DAY_OFF', 'MAKE_UP')),
    note          varchar(60) not null,
    primary key (calendar_year, holiday_on)
);
