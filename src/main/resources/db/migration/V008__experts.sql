-- The pool of experts, draws with the snapshot that replays them, replacements.
create sequence experts_expert_seq increment 50;
create sequence experts_draw_seq increment 50;
create sequence experts_replacement_seq increment 50;

create table experts_expert (
    id        bigint primary key,
    user_id   varchar(64)  not null unique,
    name      varchar(100) not null,
    unit_name varchar(200) not null,
    unit_code varchar(40)  not null,
    specialty varchar(200) not null,
    email     varchar(200),
    active    boolean      not null
);

create table experts_draw (
    id       bigint primary key,
    case_id  bigint      not null references cases_case,
    round    integer     not null,
    seed     varchar(64) not null,
    size     integer     not null check (size > 0),
    pool     jsonb       not null,
    drawn    jsonb       not null,
    drawn_at timestamptz not null,
    drawn_by varchar(64),
    unique (case_id, round)
);
create trigger experts_draw_append_only before update or delete or truncate on experts_draw
    for each statement execute function forbid_change();

create table experts_replacement (
    id          bigint primary key,
    draw_id     bigint        not null references experts_draw,
    leaving     bigint        not null references experts_expert,
    successor   bigint        not null references experts_expert,
    reason      varchar(1000) not null,
    replaced_at timestamptz   not null,
    replaced_by varchar(64),
    unique (draw_id, leaving),
    unique (draw_id, successor)
);
create trigger experts_replacement_append_only before update or delete or truncate on experts_replacement
    for each statement execute function forbid_change();
