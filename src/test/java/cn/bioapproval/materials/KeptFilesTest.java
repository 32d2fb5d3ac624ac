package cn.bioapproval.materials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.audit.AuditTrail;
import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseOutcome;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.NewCase;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What is on the disk, what is in the database, and that the two go together. */
@SpringBootTest
@ActiveProfiles("test")
class KeptFilesTest {

    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    private Path folder;

    @Autowired
    private Materials materials;

    @Autowired
    private FileStore store;

    @Autowired
    private CaseRegister cases;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private TransactionTemplate transaction;
    private CaseId caseId;

    @BeforeEach
    void aCase() {
        transaction = new TransactionTemplate(transactions);
        caseId = Objects.requireNonNull(transaction.execute(status -> cases.open(new NewCase(
                        "clinical-center", "LCZX", "clinical-center-acceptance", "材料", "医院", "12350200426600329P", null))
                .id()));
    }

    @Test
    void whatIsRolledBackLeavesNeitherRowNorAuditEntryAndItsFileIsSweptAfterADay() {
        byte[] content = SampleFiles.pdf("rolled back " + UUID.randomUUID());
        MaterialVersion version = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return receive("application", content);
        }));

        assertThat(materials.of(caseId, condition -> false)).allMatch(slot -> slot.versions().isEmpty());
        assertThat(audit.of(caseId)).noneMatch(entry -> entry.type().equals("materials.received"));
        assertThat(file(version)).as("kept before the row would have been").exists();
        sweep(Duration.ofHours(23));
        assertThat(file(version)).as("young").exists();
        sweep(Duration.ofHours(25));
        assertThat(file(version)).doesNotExist();
    }

    @Test
    void aFileThatAVersionRefersToIsNeverSwept() {
        MaterialVersion version = receive("application", SampleFiles.pdf("kept " + UUID.randomUUID()));

        sweep(Duration.ofDays(400));

        assertThat(materials.content(caseId, version.id()).file()).isEqualTo(file(version)).exists();
    }

    @Test
    void contentHandedInAgainBecomesYoungSoThatItsRowCanFollow() throws IOException {
        MaterialVersion first = receive("application", SampleFiles.pdf("twice " + UUID.randomUUID()));
        byte[] content = Files.readAllBytes(file(first));
        Files.setLastModifiedTime(file(first), FileTime.from(Instant.EPOCH));

        receive("applicationEvidence", content);

        assertThat(Files.getLastModifiedTime(file(first)).toInstant()).isAfter(Instant.now(Clock.systemUTC()).minus(DAY));
    }

    @Test
    void versionsAreNeitherChangedNorDeleted() {
        MaterialVersion version = receive("application", SampleFiles.pdf("for good"));

        for (String change : new String[] {
            "update materials_version set file_name = 'x' where id = ?", "delete from materials_version where id = ?"
        }) {
            assertThatThrownBy(() -> jdbc.update(change, version.id()))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void aFileThatIsGoneOrCutIsToldAsSuch() throws IOException {
        MaterialVersion version = receive("application", SampleFiles.pdf("to be cut " + UUID.randomUUID()));
        Files.write(file(version), new byte[] {1});

        assertThatThrownBy(() -> materials.content(caseId, version.id()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusals.STORE));
        Files.delete(file(version));
        assertThatThrownBy(() -> materials.content(caseId, version.id())).isInstanceOf(Refusal.class);
    }

    @Test
    void aClosedCaseTakesNothingMore() {
        transaction.executeWithoutResult(status -> cases.close(caseId, CaseOutcome.WITHDRAWN, null));

        assertThatThrownBy(() -> receive("application", SampleFiles.pdf("late")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.CASE_STATE));
    }

    @Test
    void aScannerThatCannotSayLetsNothingPass() throws IOException {
        FileStore guarded = storeWith(new MaterialScanner() {
            @Override
            public Scan begin() {
                return new Scan() {
                    @Override
                    public void see(byte[] bytes, int offset, int length) {
                        // looks away
                    }

                    @Override
                    public Optional<String> finding() throws IOException {
                        throw new IOException("out of order");
                    }

                    @Override
                    public void close() {
                        // nothing is held
                    }
                };
            }
        }, DataSize.ofMegabytes(0));

        refused(guarded, new ByteArrayInputStream(SampleFiles.pdf("x")), Refusals.NOT_SCANNED);
        assertThat(incoming()).isEmptyDirectory();
    }

    @Test
    void aStreamThatBreaksOrIsShorterThanAnnouncedLeavesNothing() {
        FileStore plain = storeWith(new TestStringScanner(), DataSize.ofMegabytes(0));
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        refused(plain, breaking, Refusals.INCOMPLETE);
        assertThatThrownBy(() -> plain.receive(FileName.of("a.pdf"), new ByteArrayInputStream("ab".getBytes(UTF_8)), 3))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusals.INCOMPLETE));
        assertThat(incoming()).isEmptyDirectory();
    }

    @Test
    void aDiskThatMustKeepRoomForOthersTakesNothing() {
        FileStore full = storeWith(new TestStringScanner(), DataSize.ofTerabytes(1_000_000));

        refused(full, new ByteArrayInputStream(SampleFiles.pdf("x")), Refusals.STORE);
    }

    private FileStore storeWith(MaterialScanner scanner, DataSize keepFree) {
        return new FileStore(
                new MaterialsProperties(folder, DataSize.ofMegabytes(1), keepFree, DAY, null), scanner, Clock.systemUTC());
    }

    private Path incoming() {
        return folder.resolve("incoming");
    }

    private static void refused(FileStore store, InputStream content, RefusalCode code) {
        assertThatThrownBy(() -> store.receive(FileName.of("a.pdf"), content, -1))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private MaterialVersion receive(String slot, byte[] content) {
        return Acting.as(
                Actor.user("chenmin"),
                () -> materials.receive(caseId, slot, "文件.pdf", new ByteArrayInputStream(content), content.length));
    }

    private static Path file(MaterialVersion version) {
        return Path.of("target", "materials", version.sha256().substring(0, 2), version.sha256()).toAbsolutePath();
    }

    private void sweep(Duration later) {
        Clock then = Clock.fixed(Instant.now(Clock.systemUTC()).plus(later), ZoneOffset.UTC);
        new OrphanSweep(store, jdbc, transactions, then, DAY).sweep();
    }
}
