package cn.bioapproval.clinicalcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Which applications are of the same centre, on the real database. */
@SpringBootTest
@ActiveProfiles("test")
class LineagesTest {

    @Autowired
    Lineages lineages;

    @Autowired
    JdbcTemplate database;

    private TransactionTemplate transaction;
    private TransactionTemplate ofItsOwn;

    private final String host = newCode();

    @BeforeEach
    void transactions(@Autowired PlatformTransactionManager manager) {
        transaction = new TransactionTemplate(manager);
        ofItsOwn = new TransactionTemplate(manager);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Test
    void centreThatATransactionEntersIsKnownToItAndToThoseAfterIt() {
        long entered = settled(application(host, null));

        transaction.executeWithoutResult(running -> {
            assertThat(lineages.find(application(host, null))).contains(entered);
            assertThat(lineages.settle(application(host, null))).isEqualTo(entered);
        });
        assertThat(rows(host)).isEqualTo(1);
    }

    @Test
    void centreIsAskedForBeforeItIsEnteredAndFoundAfterwardsInOneTransaction() {
        transaction.executeWithoutResult(running -> {
            assertThat(lineages.find(application(host, null))).isEmpty();
            long entered = lineages.settle(application(host, null));
            assertThat(lineages.find(application(host, null))).contains(entered);
        });
    }

    @Test
    void centreOfATransactionThatFailedIsForgotten() {
        transaction.executeWithoutResult(running -> {
            lineages.settle(application(host, null));
            running.setRollbackOnly();
        });

        transaction.executeWithoutResult(
                running -> assertThat(lineages.find(application(host, null))).isEmpty());
    }

    @Test
    void centreThatAnotherEnteredMeanwhileIsNotEnteredAgain() {
        transaction.executeWithoutResult(running -> {
            assertThat(lineages.find(application(host, null))).isEmpty();
            Long others = ofItsOwn.execute(other -> lineages.settle(application(host, null)));

            assertThat(lineages.settle(application(host, null))).isEqualTo(others);
        });
        assertThat(rows(host)).isEqualTo(1);
    }

    @Test
    void newHostAfterAMergerIsTheSameCentre() {
        long before = settled(application(host, null));
        String merged = newCode();

        assertThat(settled(application(merged, host))).isEqualTo(before);
        assertThat(settled(application(merged, null))).isEqualTo(before);
        transaction.executeWithoutResult(
                running -> assertThat(lineages.isAmbiguous(application(merged, host))).isFalse());
    }

    @Test
    void newCentreIsEnteredWithItsFormerHostToo() {
        String former = newCode();

        long centre = settled(application(host, former));

        assertThat(settled(application(former, null))).isEqualTo(centre);
    }

    @Test
    void hostAndFormerHostWithACentreEachAreAmbiguous() {
        String other = newCode();
        assertThat(settled(application(host, null))).isNotEqualTo(settled(application(other, null)));

        transaction.executeWithoutResult(
                running -> assertThat(lineages.isAmbiguous(application(host, other))).isTrue());
    }

    private long settled(ApplicationDetails application) {
        Long centre = transaction.execute(running -> lineages.settle(application));
        return centre == null ? 0 : centre;
    }

    private int rows(String hostCode) {
        return database.queryForObject(
                "select count(*) from clinicalcenter_lineage where host_code = ?", Integer.class, hostCode);
    }

    private static ApplicationDetails application(String hostCode, @Nullable String former) {
        return Samples.details(
                Tier.CITY, ApplicationType.ACCEPTANCE, "hostCreditCode", hostCode, "formerHostCreditCode", former);
    }

    private static String newCode() {
        return "91" + UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase();
    }
}
