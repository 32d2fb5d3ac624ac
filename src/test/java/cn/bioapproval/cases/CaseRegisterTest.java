package cn.bioapproval.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCases;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@RecordsTest
class CaseRegisterTest {

    @Autowired
    CaseRegister cases;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    EntityManagerFactory entities;

    @Test
    void aCaseIsFoundByItsWholeNumberOnly() {
        Case opened = cases.open(SampleCases.application(null));

        assertThat(cases.findByNumber(" " + opened.number() + " ").orElseThrow().id()).isEqualTo(opened.id());
        assertThat(cases.findByNumber(opened.number().replace("LCZX", "YLQX"))).isEmpty();
        assertThat(cases.findByNumber(opened.number() + "0")).isEmpty();
        assertThat(cases.findByNumber(opened.number().substring(5))).isEmpty();
        assertThat(cases.findByNumber("LCZX-2026-9999999999999999999999")).isEmpty();
        assertThat(cases.findByNumber("")).isEmpty();
    }

    @Test
    void whoOpensACaseNeedNotAskForItAgain() {
        Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();

        transaction.executeWithoutResult(status -> {
            statistics.clear();
            Case opened = cases.open(SampleCases.application(null));
            assertThat(cases.findByNumber(opened.number())).containsSame(opened);
            assertThat(cases.get(opened.id())).isSameAs(opened);
            // its number is drawn, and nothing else is asked
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(1);
        });
    }
}
