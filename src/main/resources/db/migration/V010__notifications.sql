create sequence notifications_message_seq increment by 50;

-- The outbox. The unique key is what makes one message of one event, whatever is tried twice; it also finds the messages
-- of a case. recipient: an address, or user:<id> or group:<id> for messages inside the application.
create table notifications_message (
    id              bigint       primary key,
    case_id         bigint       not null,
    event_type      varchar(80)  not null,
    occurred_at     timestamptz  not null,
    channel         varchar(6)   not null check (channel in ('IN_APP', 'EMAIL', 'SMS')),
    recipient       varchar(254) not null,
    subject         varchar(200) not null,
    body            text         not null,
    created_at      timestamptz  not null,
    status          varchar(7)   not null check (status in ('PENDING', 'SENT', 'FAILED', 'HELD')),
    attempts        integer      not null default 0,
    next_attempt_at timestamptz,
    sent_at         timestamptz,
    problem         varchar(500),
    unique (case_id, event_type, occurred_at, channel, recipient)
);
create index notifications_message_due on notifications_message (next_attempt_at) where status = 'PENDING';
create index notifications_message_inbox on notifications_message (recipient, created_at desc) where channel = 'IN_APP';

create table notifications_read (
    message_id bigint      not null references notifications_message,
    user_id    varchar(64) not null,
    read_at    timestamptz not null,
    primary key (message_id, user_id)
);
