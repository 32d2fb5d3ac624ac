package cn.bioapproval.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCertificates;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Four certificates: an oximeter, a dressing (revoked), a reagent, and an old thermometer that has expired. */
@RecordsTest
class RegisterTest {

    private static final String OXIMETER = "闽械注准20262070001";
    private static final String DRESSING = "闽械注准20262140002";
    private static final String REAGENT = "闽械注准20262400003";
    private static final String THERMOMETER = "闽械注准20212070009";

    @Autowired
    private Register register;

    @Autowired
    private Certificates certificates;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void fourCertificates() {
        RegisterOnDatabase.empty(jdbc, transactions);
        clock.turnTo(LocalDate.of(2026, 6, 30).atTime(10, 0).atZone(OfficeClock.ZONE).toInstant());
        inTransaction(() -> certificates.enter(
                open(), "device", THERMOMETER,
                SampleCertificates.device("医用电子体温计", "07", "厦门市筼筜仪器有限公司"),
                LocalDate.of(2021, 4, 1), LocalDate.of(2026, 3, 31)));
        inTransaction(() -> certificates.grant(open(), "device", SampleCertificates.oximeter()));
        inTransaction(() -> certificates.grant(
                open(), "device",
                SampleCertificates.device("无菌敷贴100%_A\\型", "14", "厦门市筼筜仪器有限公司")));
        inTransaction(() -> certificates.grant(open(), "device-ivd", SampleCertificates.reagent()));
        inTransaction(() -> certificates.revoke(DRESSING, open(), "提供虚假资料"));
    }

    @AfterEach
    void backToTheSystemClock() {
        RegisterOnDatabase.empty(jdbc, transactions);
        clock.turnBy(Duration.ZERO);
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource(delimiter = '|', value = {
        "'' | 闽械注准20262400003 闽械注准20262140002 闽械注准20262070001 闽械注准20212070009",
        "血氧 | 闽械注准20262070001",
        "仪 | 闽械注准20262140002 闽械注准20262070001 闽械注准20212070009",
        "筼筜 敷贴 | 闽械注准20262140002",
        "敷贴 筼筜 | 闽械注准20262140002",
        "2026207 | 闽械注准20262070001",
        "闽械注准20262070001 | 闽械注准20262070001",
        "闽械注准２０２６２０７ | 闽械注准20262070001",
        "c反应蛋白 | 闽械注准20262400003",
        "91350200ma2xpt4k7e 血氧 | 闽械注准20262070001",
        "100% | 闽械注准20262140002",
        "%_ | 闽械注准20262140002",
        "a\\型 | 闽械注准20262140002",
        "100_ | none",
        "氧血 | none",
        "''' or 1=1 --' | none"
    })
    void wordsAreFoundWhereverTheyStand(String words, String numbers) {
        assertThat(numbers(new Register.Query(words, null, null, null, null, null)))
                .containsExactlyElementsOf(numbers.equals("none") ? List.of() : List.of(numbers.split(" ")));
    }

    @Test
    void categoryKindStateAndExpiryRestrict() {
        assertThat(numbers(query(null, "07", null, null, null))).containsExactly(OXIMETER, THERMOMETER);
        assertThat(numbers(query("device-ivd", null, null, null, null))).containsExactly(REAGENT);
        assertThat(numbers(query(null, null, CertificateState.VALID, null, null))).containsExactly(REAGENT, OXIMETER);
        assertThat(numbers(query(null, null, CertificateState.EXPIRED, null, null))).containsExactly(THERMOMETER);
        assertThat(numbers(query(null, null, CertificateState.REVOKED, null, null))).containsExactly(DRESSING);
        assertThat(numbers(query(null, null, CertificateState.CANCELLED, null, null))).isEmpty();
        assertThat(numbers(query(null, null, null, LocalDate.of(2026, 3, 31), LocalDate.of(2026, 3, 31))))
                .as("both days are meant")
                .containsExactly(THERMOMETER);
        assertThat(numbers(query(null, null, null, LocalDate.of(2026, 4, 1), null))).doesNotContain(THERMOMETER);
    }

    @Test
    void thePagesTogetherAreWhatWasFound() {
        Register.Query all = query(null, null, null, null, null);

        assertThat(register.search(all, 0, 3).lines()).hasSize(3);
        assertThat(register.search(all, 1, 3).lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.number()).isEqualTo(THERMOMETER);
                    assertThat(line.state()).isEqualTo(CertificateState.EXPIRED);
                });
        assertThat(register.search(all, 1, 3).total()).isEqualTo(4);
        assertThat(register.search(all, 5, 3).lines()).isEmpty();
    }

    @Test
    void aSearchForAWordUsesTheIndex() {
        inTransaction(() -> {
            jdbc.execute("set local enable_seqscan = off");
            assertThat(jdbc.queryForList(
                            """
                            explain select number from certificates_certificate
                            where certificates_grams(search_text) @> certificates_grams('血氧')""",
                            String.class))
                    .anyMatch(line -> line.contains("certificates_certificate_words"));
            return true;
        });
    }

    private List<String> numbers(Register.Query query) {
        return register.search(query, 0, 20).lines().stream().map(Register.Line::number).toList();
    }

    private static Register.Query query(
            @Nullable String kind,
            @Nullable String category,
            @Nullable CertificateState state,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        return new Register.Query("", kind, category, state, from, until);
    }

    private CaseId open() {
        return cases.open(SampleCertificates.application(null)).id();
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }
}
