package cn.bioapproval.scenarios;

import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.HolidayTable;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.UnitRegister;
import cn.bioapproval.clock.StatutoryClock;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.engine.Desk;
import cn.bioapproval.experts.ExpertPool;
import cn.bioapproval.funding.Awards;
import cn.bioapproval.funding.Budgets;
import cn.bioapproval.identity.Recusals;
import cn.bioapproval.identity.Substitutions;
import cn.bioapproval.intake.ConditionEvaluator;
import cn.bioapproval.notifications.Outbox;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything of the real application that a scenario touches. */
record Office(
        ConfigurableApplicationContext application,
        ProcessEngine engine,
        Desk desk,
        OfficeClock clock,
        WorkingDays days,
        HolidayTable holidays,
        CaseRegister cases,
        Catalog catalog,
        StatutoryClock clocks,
        Awards awards,
        Budgets budgets,
        ExpertPool experts,
        Documents documents,
        Outbox outbox,
        AuditTrail audit,
        Substitutions substitutions,
        Recusals recusals,
        UnitRegister units,
        ConditionEvaluator feel,
        JdbcTemplate database,
        PathRecorder recorder) {}
