package cn.bioapproval.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCases;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@RecordsTest
class DocumentsTest {

    private static final String NOTICE = "clinical-center-withdrawal-notice";
    private static final String NOTICE_SERIES = "厦科验撤〔{year}〕{seq:4}号";
    private static final String CONCLUSION = "clinical-center-acceptance-conclusion";

    @Autowired
    Documents documents;

    @Autowired
    CaseRegister cases;

    @Autowired
    OfficeClock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void numbersBeginAnew() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.execute("set local session_replication_role = replica");
            jdbc.execute("truncate documents_rendering, documents_document, documents_counter");
        });
        clock.turnTo(Instant.parse("2026-03-05T02:00:00Z"));
    }

    @AfterEach
    void turnTheClockBack() {
        clock.turnBy(Duration.ZERO);
    }

    @Test
    void anIssuedDocumentHasItsNumberWhenTheTransactionHasCommitted() {
        IssuedDocument issued = inTransaction(() -> Acting.as(Actor.user("chenmin"), () -> issue(open(), NOTICE)));

        assertThat(issued.number()).isEqualTo("厦科验撤〔2026〕0001号");
        assertThat(issued.title()).isEqualTo("撤回确认书");
        assertThat(documents.of(issued.caseId())).containsExactly(issued);
        assertThat(documents.get(issued.id()).number()).isEqualTo(issued.number());
        assertThat(jdbc.queryForObject("select issued_by from documents_document where id = ?", String.class, issued.id()))
                .isEqualTo("chenmin");
    }

    @Test
    void theNumberMayBeAskedForInsideTheTransaction() {
        inTransaction(() -> {
            CaseId id = open();
            IssuedDocument first = issue(id, NOTICE);
            IssuedDocument second = issue(id, NOTICE);
            assertThat(second.number()).isEqualTo("厦科验撤〔2026〕0001号");
            assertThat(documents.of(id)).containsExactly(second, first);
            assertThat(first.number()).isEqualTo("厦科验撤〔2026〕0002号");
            return id;
        });
    }

    @Test
    void aFailedTransactionLeavesNoGap() {
        inTransaction(() -> issue(open(), NOTICE));
        assertThatThrownBy(() -> inTransaction(() -> {
                    issue(open(), NOTICE).number();
                    throw new IllegalStateException("payment refused");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(inTransaction(() -> issue(open(), NOTICE)).number()).isEqualTo("厦科验撤〔2026〕0002号");
    }

    @Test
    void eachSeriesCountsForItselfAndBeginsAnewEachYear() {
        assertThat(inTransaction(() -> issue(open(), NOTICE)).number()).endsWith("〔2026〕0001号");
        assertThat(inTransaction(() -> issue(open(), CONCLUSION)).number()).isEqualTo("厦科验〔2026〕1号");
        // 2027-01-01 00:30 in the office, still 2026 in UTC
        clock.turnTo(Instant.parse("2026-12-31T16:30:00Z"));
        assertThat(inTransaction(() -> issue(open(), NOTICE)).number()).isEqualTo("厦科验撤〔2027〕0001号");
    }

    @Test
    void numbersAskedForWhileTheYearEndsAreTheFirstOfTheNewYearAndLeaveNoGapInTheOld() {
        Iterator<Instant> moments = List.of(
                        Instant.parse("2026-12-31T15:59:59Z"),
                        Instant.parse("2026-12-31T16:00:01Z"),
                        Instant.parse("2026-12-31T16:00:02Z"))
                .iterator();
        NumberSeries series = new NumberSeries(jdbc, new Clock() {
            @Override
            public Instant instant() {
                return moments.next();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        inTransaction(() -> issue(open(), NOTICE));

        Map<String, NumberSeries.Drawn> drawn =
                inTransaction(() -> series.draw(new TreeMap<>(Map.of("甲", 2, NOTICE_SERIES, 1))));

        Instant last = Instant.parse("2026-12-31T16:00:02Z");
        assertThat(drawn).containsOnly(
                Map.entry("甲", new NumberSeries.Drawn(2027, 1, last)),
                Map.entry(NOTICE_SERIES, new NumberSeries.Drawn(2027, 1, last)));
        assertThat(inTransaction(() -> issue(open(), NOTICE)).number()).isEqualTo("厦科验撤〔2026〕0002号");
    }

    @Test
    void manyCasesAtTheSameTimeGetConsecutiveNumbersInTheOrderOfIssueAndNeverWaitForEachOtherInACircle() throws Exception {
        List<Callable<List<IssuedDocument>>> work = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<String> order = i % 2 == 0 ? List.of(NOTICE, CONCLUSION) : List.of(CONCLUSION, NOTICE);
            boolean fails = i % 10 == 3;
            work.add(() -> {
                try {
                    return inTransaction(() -> {
                        CaseId id = open();
                        List<IssuedDocument> issued = order.stream().map(template -> issue(id, template)).toList();
                        if (fails) {
                            throw new IllegalStateException();
                        }
                        return issued;
                    });
                } catch (IllegalStateException expected) {
                    return List.of();
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (Future<List<IssuedDocument>> each : threads.invokeAll(work)) {
            each.get();
        }
        threads.shutdown();

        assertThat(jdbc.queryForList(
                        "select number from documents_document where template = ? order by issued_at, number",
                        String.class,
                        NOTICE))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 36).mapToObj("厦科验撤〔2026〕%04d号"::formatted).toList());
    }

    @Test
    void thePdfIsPrintedOnceWhoeverOpensItFirst() throws Exception {
        IssuedDocument issued = inTransaction(() -> issue(open(), NOTICE));
        assertThat(jdbc.queryForObject("select count(*) from documents_rendering", Integer.class)).isZero();

        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<String> hashes = new ArrayList<>();
        for (Future<DocumentPdf> each :
                threads.invokeAll(Collections.nCopies(3, (Callable<DocumentPdf>) () -> documents.pdf(issued.id())))) {
            hashes.add(each.get().sha256());
        }
        threads.shutdown();
        DocumentPdf later = documents.pdf(issued.id());

        assertThat(hashes).containsOnly(later.sha256());
        assertThat(jdbc.queryForObject("select count(*) from documents_rendering", Integer.class)).isEqualTo(1);
        assertThat(later.fileName()).isEqualTo("厦科验撤〔2026〕0001号 撤回确认书.pdf");
        try (var pdf = Loader.loadPDF(later.bytes())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("厦门大学附属第一医院", "2026年3月5日", "厦科验撤〔2026〕0001号");
        }
    }

    @Test
    void aDocumentReadsAsItWasIssuedEvenIfTheTemplateChangesLater() throws Exception {
        IssuedDocument issued = inTransaction(() -> issue(open(), NOTICE));
        String version = jdbc.queryForObject(
                "select template_version from documents_document where id = ?", String.class, issued.id());

        assertThat(jdbc.queryForObject(
                        "select source from documents_template where version = ?", String.class, version))
                .isEqualTo(TemplateShelf.load().get(NOTICE).source());
    }

    @Test
    void nobodyChangesADocument() {
        IssuedDocument issued = inTransaction(() -> issue(open(), NOTICE));
        documents.pdf(issued.id());

        for (String change : List.of(
                "update documents_document set title = 'x'",
                "delete from documents_document",
                "update documents_rendering set pdf = ''")) {
            assertThatThrownBy(() -> jdbc.execute(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void aDocumentThatIsNotThereIsRefusedInChinese() {
        assertThatThrownBy(() -> documents.pdf(999_999_999))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code().value()).isEqualTo("ERR_DOCUMENT_NOT_FOUND");
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
                });
    }

    @Test
    void aDocumentIsIssuedOnlyInsideATransaction() {
        CaseId id = inTransaction(this::open);
        assertThatThrownBy(() -> issue(id, NOTICE))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private CaseId open() {
        return cases.open(SampleCases.application(null)).id();
    }

    private IssuedDocument issue(CaseId id, String template) {
        Map<String, Object> data = new HashMap<>(Map.of("centerName", "厦门市心血管疾病临床医学研究中心"));
        if (template.equals(NOTICE)) {
            data.putAll(Map.of("deemed", false, "withdrawnOn", LocalDate.of(2026, 3, 5), "reason", "建设任务调整"));
        } else {
            data.putAll(Map.of(
                    "tierName", "市级临床医学研究中心", "eventOn", LocalDate.of(2026, 3, 4), "conclusion", "通过验收",
                    "passed", true, "explanation", "专家组一致同意。"));
        }
        return documents.issue(id, template, data);
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }
}
