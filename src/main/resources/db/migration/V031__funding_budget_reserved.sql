-- What is reserved of a budget, kept in its row: asking for it costs the same however many awards the year has seen.
-- Awards that stand, and what was paid for reversed ones and has not come back.
alter table funding_budget add column reserved bigint not null default 0 check (reserved >= 0);

update funding_budget budget set reserved =
    (select coalesce(sum(award.amount), 0) from funding_award award
     where award.measure = budget.measure and award.budget_year = budget.year
       and award.status not in ('REPLACED', 'REVERSED'))
    + (select coalesce(sum(entry.amount), 0) from funding_entry entry join funding_award award on award.id = entry.award_id
       where award.measure = budget.measure and award.budget_year = budget.year and award.status = 'REVERSED'
         and entry.kind in ('PAYMENT', 'RECOVERY'));

-- It was for these sums; each change of an award had to be entered in it.
drop index funding_award_budget;

-- An application changes with almost every step of its case: room for that in place.
alter table clinicalcenter_application set (fillfactor = 60);
