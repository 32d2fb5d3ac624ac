create sequence deadlines_notice_seq increment by 50;

-- What was said about a deadline. A row is written in the transaction that writes the messages, and its unique key is what
-- makes each of them once, whoever looks at the same moment. When a reminder is to come stands nowhere: it follows from the
-- due date as it is now.
create table deadlines_notice (
    id      bigint      primary key,
    case_id bigint      not null references cases_case,
    subject varchar(70) not null, -- task:<id>: a step, anew each time the case comes to it; clock:<case>: its whole limit
    due_on  date        not null, -- the deadline it speaks of (Asia/Shanghai)
    stage   integer     not null, -- -n: n working days before; 0: on the last day; k: the k-th report of overdue work
    told_at timestamptz not null,
    unique (subject, due_on, stage)
);
create trigger deadlines_notice_append_only before update or delete on deadlines_notice
    for each row execute function forbid_change();
