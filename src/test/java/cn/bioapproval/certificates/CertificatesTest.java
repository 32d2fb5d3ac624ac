package cn.bioapproval.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.bioapproval.RecordsTest;
import cn.bioapproval.SampleCertificates;
import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.calendar.OfficeClock;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.certificates.Verification.Standing;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.documents.IssuedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of a certificate, from the first decision to its end. */
@RecordsTest
class CertificatesTest {

    private static final Pattern CODE = Pattern.compile("核验码：([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})");

    @Autowired
    private Certificates certificates;

    @Autowired
    private Verification verification;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private Documents documents;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private OfficeClock clock;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void anEmptyRegister() {
        RegisterOnDatabase.empty(jdbc, transactions);
        today("2026-06-30");
    }

    @AfterEach
    void backToTheSystemClock() {
        RegisterOnDatabase.empty(jdbc, transactions);
        clock.turnBy(Duration.ZERO);
    }

    @Test
    void aCertificateIsGrantedForFiveYearsWithItsNumberPapersAndRecord() {
        Certificate granted = inTransaction(() -> Acting.as(
                Actor.user("zhengjun"), () -> certificates.grant(open(), "device", SampleCertificates.oximeter())));

        assertThat(granted.number()).isEqualTo("闽械注准20262070001");
        assertThat(granted.validFrom()).isEqualTo("2026-06-30");
        assertThat(granted.validUntil()).isEqualTo("2031-06-29");
        assertThat(certificates.stateOf(granted)).isEqualTo(CertificateState.VALID);
        assertThat(certificates.of(granted.caseId())).extracting(Certificate::number).containsExactly(granted.number());
        assertThat(documents.of(granted.caseId()))
                .extracting(IssuedDocument::number, IssuedDocument::title)
                .containsExactly(
                        tuple("闽械注准20262070001", "中华人民共和国医疗器械注册证"),
                        tuple("闽械注准20262070001 附件", "医疗器械产品技术要求"));
        assertThat(audit.of(granted.caseId()))
                .filteredOn(entry -> entry.type().equals("certificates.granted"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo("zhengjun");
                    assertThat(entry.facts()).containsEntry("number", "闽械注准20262070001").containsEntry("act", "核发");
                });
        assertThat(audit.verify(granted.caseId())).isEmpty();
    }

    @Test
    void thePaperSaysWhatTheOfficialFormAsksForAndItsAttachmentTheRequirements() {
        Certificate granted = grant("device", SampleCertificates.oximeter());

        assertThat(text(granted, 0))
                .contains(
                        "中华人民共和国医疗器械注册证", "注册证编号：闽械注准20262070001", "注册人名称", SampleCertificates.HOLDER,
                        "注册人住所", "厦门市海沧区新阳街道翁角西路2026号", "生产地址", "1号楼三层", "产品名称", "指夹式脉搏血氧仪",
                        "型号、规格", "LJ-100、LJ-200", "结构及组成", "由主机、血氧探头和显示屏组成。", "适用范围", "血氧饱和度和脉率",
                        "附件", "产品技术要求", "其他内容", "备注", "审批部门：福建省药品监督管理局", "批准日期：2026年6月30日",
                        "生效日期：2026年6月30日", "有效期至：2031年6月29日", "核验码：")
                .doesNotContain("代理人");
        assertThat(text(granted, 1))
                .contains("医疗器械产品技术要求", "注册证编号：闽械注准20262070001", "指夹式脉搏血氧仪", "2.1 血氧饱和度测量范围：70%至100%。")
                .doesNotContain("核验码");
    }

    @Test
    void aReagentHasItsOwnFormAndItsAttachmentIsTheFileByItsHash() {
        Certificate granted = grant("device-ivd", SampleCertificates.reagent());

        assertThat(granted.number()).isEqualTo("闽械注准20262400001");
        assertThat(text(granted, 0))
                .contains(
                        "（体外诊断试剂）", "包装规格", "R1：60mL×2，R2：20mL×2", "主要组成成分", "预期用途", "产品储存条件及有效期",
                        "2℃至8℃避光保存，有效期18个月。", "产品技术要求、说明书")
                .doesNotContain("结构及组成");
        assertThat(text(granted, 1)).contains("产品技术要求.pdf", "9f86d081884c7d659a2feaa0c55ad015");
        assertThat(grant("device", SampleCertificates.oximeter()).number())
                .as("devices and reagents are numbered together")
                .isEqualTo("闽械注准20262070002");
    }

    @Test
    void aDecisionThatFailsLeavesNeitherNumberNorCertificateNorPaper() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    certificates.grant(open(), "device", SampleCertificates.oximeter());
                    throw new IllegalStateException("not signed after all");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(certificates.find("闽械注准20262070001")).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from documents_document", Integer.class)).isZero();
        assertThat(grant("device", SampleCertificates.oximeter()).number()).isEqualTo("闽械注准20262070001");
    }

    @Test
    void theLastNumberOfAYearIsGivenAndAfterItNoneUntilTheNextYear() {
        jdbc.update("insert into documents_counter (series, year, last) values ('闽械注准2', 2026, 9998)");

        assertThat(grant("device", SampleCertificates.oximeter()).number()).isEqualTo("闽械注准20262079999");
        assertRefused("ERR_NUMBERS_EXHAUSTED", () -> grant("device", SampleCertificates.oximeter()));
        assertThat(jdbc.queryForObject("select last from documents_counter where year = 2026", Integer.class))
                .as("the refused number is not used up")
                .isEqualTo(9999);
        today("2027-01-01");
        assertThat(grant("device", SampleCertificates.oximeter()).number()).isEqualTo("闽械注准20272070001");
    }

    @Test
    void whatDoesNotFitTheFormOrHasACategoryOfAnotherKindIsNoCertificate() {
        for (CertificateContents wrong : List.of(
                SampleCertificates.with(SampleCertificates.oximeter(), "composition", " "),
                SampleCertificates.with(SampleCertificates.oximeter(), "colour", "红"),
                SampleCertificates.device("体外诊断试剂", "40", SampleCertificates.HOLDER))) {
            assertThatThrownBy(() -> grant("device", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("certificates/device.yaml");
        }
        assertThatThrownBy(() -> grant("driving-licence", SampleCertificates.oximeter()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCertificateIsGrantedOnlyInTheTransactionOfTheDecision() {
        CaseId caseId = inTransaction(this::open);

        assertThatThrownBy(() -> certificates.grant(caseId, "device", SampleCertificates.oximeter()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aChangeKeepsNumberAndDatesAndGivesAPaperOfItsOwn() {
        Certificate granted = grant("device", SampleCertificates.oximeter());
        today("2027-03-01");
        CertificateContents moved =
                SampleCertificates.with(SampleCertificates.oximeter(), "productionAddress", "厦门市翔安区同龙二路789号");

        Certificate changed = inTransaction(() ->
                certificates.change(granted.number(), open(), moved, "生产地址由“厦门市海沧区”变更为“厦门市翔安区同龙二路789号”。"));

        assertThat(changed.number()).isEqualTo(granted.number());
        assertThat(changed.validUntil()).isEqualTo("2031-06-29");
        assertThat(certificates.contentsOf(changed).text("productionAddress")).isEqualTo("厦门市翔安区同龙二路789号");
        assertThat(documents.of(changed.caseId()).get(0).number()).isEqualTo("闽械注准20262070001-02");
        assertThat(text(changed, 0))
                .contains("变更注册（备案）文件", "厦门市翔安区同龙二路789号", "本文件与“闽械注准20262070001”注册证共同使用。");

        Verification.Verified certificate = verify(granted, code(granted)).orElseThrow();
        assertThat(certificate.standing()).isEqualTo(Standing.VALID);
        assertThat(certificate.changedOn()).containsExactly(LocalDate.of(2027, 3, 1));
        assertThat(certificate.lines()).as("what the paper says, not what holds now")
                .contains(Map.of("label", "生产地址", "text", "厦门市海沧区新阳街道翁角西路2026号1号楼三层"));
        assertThat(verify(granted, code(changed)).orElseThrow().paper()).isEqualTo("变更文件");
    }

    @Test
    void aRenewalInTimeKeepsTheNumberAndBeginsTheDayAfterTheOldEnd() {
        Certificate granted = grant("device", SampleCertificates.oximeter());
        today("2031-03-03");

        Certificate renewed =
                inTransaction(() -> certificates.renew(granted.number(), open(), SampleCertificates.oximeter()));

        assertThat(renewed.number()).isEqualTo("闽械注准20262070001");
        assertThat(renewed.validFrom()).as("valid without a break").isEqualTo("2026-06-30");
        assertThat(renewed.validUntil()).isEqualTo("2036-06-29");
        assertThat(text(renewed, 0)).contains("批准日期：2031年3月3日", "生效日期：2031年6月30日", "有效期至：2036年6月29日");
        String old = code(granted);
        String fresh = code(renewed);
        assertThat(verify(granted, old).orElseThrow().standing()).isEqualTo(Standing.VALID);
        assertThat(verify(granted, fresh).orElseThrow().standing()).isEqualTo(Standing.NOT_YET_VALID);

        today("2031-06-30");
        assertThat(verify(granted, old).orElseThrow())
                .satisfies(expired -> assertThat(expired.standing()).isEqualTo(Standing.EXPIRED))
                .satisfies(expired -> assertThat(expired.explanation()).contains("2031年6月29日", "已经延续"));
        assertThat(verify(granted, fresh).orElseThrow().standing()).isEqualTo(Standing.VALID);
        assertThat(certificates.stateOf(certificates.get(granted.number()))).isEqualTo(CertificateState.VALID);
    }

    @Test
    void aRenewalApprovedAfterTheEndBeginsOnItsApproval() {
        Certificate granted = grant("device", SampleCertificates.oximeter());
        today("2031-07-15");
        assertThat(certificates.stateOf(granted)).isEqualTo(CertificateState.EXPIRED);

        Certificate renewed =
                inTransaction(() -> certificates.renew(granted.number(), open(), SampleCertificates.oximeter()));

        assertThat(renewed.validFrom()).isEqualTo("2031-07-15");
        assertThat(renewed.validUntil()).isEqualTo("2036-07-14");
    }

    @Test
    void aRenewalDeemedGrantedJoinsTheTermsHoweverLateItIsEntered() {
        Certificate granted = grant("device", SampleCertificates.oximeter());
        today("2031-07-15");

        Certificate renewed =
                inTransaction(() -> certificates.deemRenewed(granted.number(), open(), SampleCertificates.oximeter()));

        assertThat(renewed.validFrom()).isEqualTo("2026-06-30");
        assertThat(renewed.validUntil()).isEqualTo("2036-06-29");
        assertThat(text(renewed, 0)).contains("批准日期：2031年6月29日", "生效日期：2031年6月30日");
    }

    @ParameterizedTest(name = "applied on {0}: {1}")
    @CsvSource({"2026-11-20, ", "2026-11-21, ERR_RENEWAL_TOO_LATE", "2027-06-01, ERR_RENEWAL_TOO_LATE"})
    void renewalOfACertificateUntil20270520IsAppliedForBy20261120(LocalDate on, String refused) {
        inTransaction(() -> certificates.enter(
                open(), "device", "闽械注准20222070118", SampleCertificates.oximeter(), LocalDate.of(2022, 5, 21),
                LocalDate.of(2027, 5, 20)));
        assertThat(certificates.lastDayForRenewal(certificates.get("闽械注准20222070118"))).isEqualTo("2026-11-20");

        Supplier<Certificate> applied =
                () -> inTransaction(() -> certificates.applyForRenewal("闽械注准20222070118", open(), on));
        if (refused == null) {
            assertThat(applied.get().renewalCase()).isNotNull();
        } else {
            assertRefused(refused, applied);
        }
    }

    @Test
    void anApplicationForRenewalRestsUntilItsCaseEnds() {
        Certificate granted = grant("device", SampleCertificates.oximeter());
        CaseId renewal = inTransaction(this::open);
        inTransaction(() -> certificates.applyForRenewal(granted.number(), renewal, LocalDate.of(2030, 6, 1)));
        assertRefused("ERR_CERTIFICATE_STATE", () -> inTransaction(
                () -> certificates.applyForRenewal(granted.number(), open(), LocalDate.of(2030, 6, 2))));

        inTransaction(() -> {
            cases.close(renewal, CaseOutcome.WITHDRAWN, null);
            return renewal;
        });

        assertThat(certificates.get(granted.number()).renewalCase()).isNull();
    }

    @Test
    void aReissueKeepsNumberWordsAndDatesAndMakesTheLostPaperVoid() {
        Certificate granted = grant("device", SampleCertificates.oximeter());
        String lost = code(granted);
        today("2028-02-29");

        Certificate again = inTransaction(() -> certificates.reissue(granted.number(), open(), "原件遗失"));

        assertThat(again.validUntil()).isEqualTo("2031-06-29");
        assertThat(text(again, 0))
                .contains("注册证编号：闽械注准20262070001", "批准日期：2026年6月30日", "有效期至：2031年6月29日", "指夹式脉搏血氧仪");
        assertThat(verify(granted, lost).orElseThrow())
                .satisfies(paper -> assertThat(paper.standing()).isEqualTo(Standing.REPLACED))
                .satisfies(paper -> assertThat(paper.explanation()).contains("作废"));
        assertThat(verify(granted, code(again)).orElseThrow().standing()).isEqualTo(Standing.VALID);
    }

    @Test
    void aCancelledOrRevokedCertificateIsOverAndNothingMoreIsDoneWithIt() {
        Certificate cancelled = grant("device", SampleCertificates.oximeter());
        Certificate revoked = grant("device", SampleCertificates.oximeter());
        inTransaction(() -> certificates.cancel(cancelled.number(), open(), "注册人申请注销"));
        inTransaction(() -> certificates.revoke(revoked.number(), open(), "提供虚假资料取得注册证"));

        assertThat(verify(cancelled, code(cancelled)).orElseThrow().standing()).isEqualTo(Standing.CANCELLED);
        assertThat(verify(revoked, code(revoked)).orElseThrow().explanation()).isEqualTo("该证书已于2026年6月30日撤销。");
        for (Supplier<Certificate> more : List.<Supplier<Certificate>>of(
                () -> certificates.renew(cancelled.number(), open(), SampleCertificates.oximeter()),
                () -> certificates.change(cancelled.number(), open(), SampleCertificates.oximeter(), "x"),
                () -> certificates.reissue(revoked.number(), open(), "x"),
                () -> certificates.cancel(revoked.number(), open(), "x"),
                () -> certificates.applyForRenewal(cancelled.number(), open(), LocalDate.of(2026, 7, 1)))) {
            assertRefused("ERR_CERTIFICATE_STATE", () -> inTransaction(more));
        }
    }

    @Test
    void aCertificateOlderThanTheRegisterIsEnteredOnceUnderItsOwnNumber() {
        Certificate entered = inTransaction(() -> enter("闽械注准20222070118"));

        assertThat(certificates.entries(entered)).extracting(RegisterEntry::act).containsExactly(Act.ENTERED);
        assertRefused("ERR_CERTIFICATE_STATE", () -> inTransaction(() -> enter("闽械注准20222070118")));
        for (String wrong : List.of("国械注准20223070118", "闽械注准2022307", "闽械注准20262070118", "闽械注准20222140118", "")) {
            assertRefused("ERR_CERTIFICATE_NUMBER", () -> inTransaction(() -> enter(wrong)));
        }
        assertThat(inTransaction(() -> certificates.renew("闽械注准20222070118", open(), SampleCertificates.oximeter()))
                        .validUntil())
                .isEqualTo("2032-05-20");
    }

    @Test
    void onlyTheNumberAndTheCodeTogetherVerifyAPaper() {
        Certificate one = grant("device", SampleCertificates.oximeter());
        Certificate other = grant("device", SampleCertificates.oximeter());
        String code = code(one);

        assertThat(verify(one, code).orElseThrow().lines())
                .contains(Map.of("label", "产品名称", "text", "指夹式脉搏血氧仪"), Map.of("label", "备注", "text", "/"));
        assertThat(verification.verify(" 闽械注准 2026２07 0001", code.toLowerCase().replace("-", " "))).isPresent();
        assertThat(verify(other, code)).isEmpty();
        assertThat(verify(one, "2222-2222-2222")).isEmpty();
        assertThat(verification.verify(null, null)).isEmpty();
        assertThat(verification.verify(one.number(), "")).isEmpty();
        assertThat(verification.verify("闽".repeat(100_000), code)).isEmpty();
        assertThat(jdbc.queryForList("select * from certificates_entry").toString()).doesNotContain(code);
    }

    @Test
    void theRegisterIsNeverChangedAndNeverEmptied() {
        grant("device", SampleCertificates.oximeter());

        for (String change : List.of(
                "update certificates_entry set valid_until = valid_until + 1",
                "delete from certificates_entry",
                "truncate certificates_entry")) {
            assertThatThrownBy(() -> jdbc.execute(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void ofTwoWhoDecideAboutTheSameCertificateAtOnceOneIsTold() {
        Certificate granted = grant("device", SampleCertificates.oximeter());

        TransactionTemplate another = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));

        assertThatThrownBy(() -> inTransaction(() -> {
                    certificates.get(granted.number());
                    another.execute(status -> certificates.cancel(granted.number(), open(), "先作出的决定"));
                    return certificates.change(granted.number(), open(), SampleCertificates.oximeter(), "后作出的决定");
                }))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(certificates.entries(granted)).extracting(RegisterEntry::act)
                .containsExactly(Act.GRANTED, Act.CANCELLED);
    }

    private Certificate enter(String number) {
        return certificates.enter(
                open(), "device", number, SampleCertificates.oximeter(), LocalDate.of(2022, 5, 21),
                LocalDate.of(2027, 5, 20));
    }

    private Certificate grant(String kind, CertificateContents contents) {
        return inTransaction(() -> certificates.grant(open(), kind, contents));
    }

    private CaseId open() {
        return cases.open(SampleCertificates.application(null)).id();
    }

    private Optional<Verification.Verified> verify(Certificate certificate, String code) {
        return verification.verify(certificate.number(), code);
    }

    /** As it is read off the newest paper of the certificate's case. */
    private String code(Certificate certificate) {
        Matcher printed = CODE.matcher(text(certificate, 0));
        assertThat(printed.find()).isTrue();
        return printed.group(1);
    }

    /** Of the n-th paper that was issued in the certificate's case; without the ends of lines. */
    private String text(Certificate certificate, int n) {
        byte[] pdf = documents.pdf(documents.of(certificate.caseId()).get(n).id()).bytes();
        try (var read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read).replaceAll("\\R", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(String code, Supplier<?> action) {
        assertThatThrownBy(action::get)
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code().value()).isEqualTo(code);
                    assertThat(refusal.getMessage()).containsPattern("\\p{IsHan}");
                });
    }

    private void today(String date) {
        clock.turnTo(LocalDate.parse(date).atTime(10, 0).atZone(OfficeClock.ZONE).toInstant());
    }

    private <T> T inTransaction(Supplier<T> action) {
        return new TransactionTemplate(transactions).execute(status -> action.get());
    }
}
