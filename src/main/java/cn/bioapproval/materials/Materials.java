package cn.bioapproval.materials;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.catalog.ServiceItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The files handed in for a case, per slot of its checklist. Who may read or hand in is decided by whoever asks; a file
 * handed in is recorded in the name of {@link Acting#current()}.
 */
@Service
public class Materials {

    /** Keeps apart from others' advisory locks: one number per case, one per content. */
    private static final String LOCK_SLOTS = "select pg_advisory_xact_lock(15, hashint8(?))";

    static final String LOCK_CONTENT = "select pg_advisory_xact_lock(16, hashtext(encode(?, 'hex')))";

    private final MaterialVersions versions;
    private final FileStore store;
    private final CaseRegister cases;
    private final Catalog catalog;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Materials(
            MaterialVersions versions,
            FileStore store,
            CaseRegister cases,
            Catalog catalog,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.versions = versions;
        this.store = store;
        this.cases = cases;
        this.catalog = catalog;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** A version and the file with its content, for reading only. */
    public record Content(MaterialVersion version, Path file) {}

    /** The largest file taken, in octets. */
    public long maxSize() {
        return store.maxSize();
    }

    /** The extensions of the kinds of files taken, without the dot. */
    public List<String> extensions() {
        return FileKind.allExtensions();
    }

    /**
     * The checklist of a case in the catalogue's order. A slot whose condition does not hold is left out unless
     * something was handed in for it.
     *
     * @param holds whether a slot's FEEL condition is true of the application
     */
    public List<MaterialSlot> of(CaseId caseId, Predicate<String> holds) {
        Map<String, List<MaterialVersion>> received = versions.findByCaseIdOrderBySlotAscNumberDesc(caseId.value())
                .stream()
                .collect(Collectors.groupingBy(MaterialVersion::slot));
        List<MaterialSlot> slots = new ArrayList<>();
        for (Material material : checklist(cases.get(caseId))) {
            boolean applies = material.when() == null || holds.test(material.when());
            List<MaterialVersion> ofSlot = received.getOrDefault(material.code(), List.of());
            if (applies || !ofSlot.isEmpty()) {
                slots.add(new MaterialSlot(material, applies, ofSlot));
            }
        }
        return slots;
    }

    /**
     * Takes a file: streamed to disk, scanned, told by its content, and only then recorded, together with {@link
     * MaterialReceived}, in one transaction. A file that is refused leaves nothing behind, but of an infected one
     * {@link MaterialInfected}.
     *
     * @param slot      code of a slot of the case's checklist
     * @param fileName  as the sender calls it
     * @param content   read once, at most up to the limit; left open
     * @param announced its length as the sender says it; negative if unknown
     * @throws Refusal with a code {@code ERR_MATERIAL_…} if the file is not taken, {@code ERR_CASE_STATE} if the case is
     *                 closed
     */
    public MaterialVersion receive(CaseId caseId, String slot, String fileName, InputStream content, long announced) {
        Material material = openSlot(caseId, slot);
        FileName name = FileName.of(fileName);
        Sniffer.kindOf(name);
        try (FileStore.Arrived arrived = store.receive(name, content, announced)) {
            FileKind kind = Sniffer.require(name, arrived.file());
            return Objects.requireNonNull(
                    transaction.execute(status -> record(caseId, material, name, kind, arrived)));
        } catch (InfectedFile infected) {
            transaction.executeWithoutResult(status -> events.publishEvent(new MaterialInfected(
                    caseId,
                    material.code(),
                    material.name(),
                    name.text(),
                    infected.virus(),
                    infected.size(),
                    HexFormat.of().formatHex(infected.sha256()),
                    clock.instant(),
                    Acting.current())));
            throw Refusal.invalid(
                    Refusals.INFECTED,
                    "文件“%s”查出病毒（%s），已拒收，没有保存。请查杀病毒后重新上传。".formatted(name.text(), infected.virus()));
        } catch (IOException e) {
            throw Refusal.conflict(Refusals.STORE, "文件暂时无法查验，没有保存，请稍后重试。");
        }
    }

    private MaterialVersion record(
            CaseId caseId, Material material, FileName name, FileKind kind, FileStore.Arrived arrived) {
        jdbc.queryForList(LOCK_SLOTS, caseId.value());
        openSlot(caseId, material.code());
        List<MaterialVersion> before =
                versions.findByCaseIdAndSlotOrderByNumberDesc(caseId.value(), material.code());
        byte[] sha256 = arrived.sha256();
        before.stream().filter(version -> version.hasContent(sha256)).findFirst().ifPresent(same -> {
            throw Refusal.conflict(
                    Refusals.DUPLICATE,
                    "这份文件与“%s”已有的第 %d 版（%s）内容完全相同，没有重复保存。如要更新，请核对是否选对了文件。"
                            .formatted(material.name(), same.number(), same.fileName()));
        });
        // Before the row: what the row refers to is on the disk when it commits. The lock keeps the sweep away.
        jdbc.queryForList(LOCK_CONTENT, sha256);
        arrived.keep();
        int number = before.isEmpty() ? 1 : before.get(0).number() + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        MaterialVersion version = versions.save(new MaterialVersion(
                caseId, material.code(), number, name, kind, arrived.size(), sha256, Acting.current(), now));
        events.publishEvent(new MaterialReceived(
                caseId,
                material.code(),
                material.name(),
                number,
                name.text(),
                arrived.size(),
                version.sha256(),
                now,
                Acting.current()));
        return version;
    }

    /**
     * A version of the case with its content.
     *
     * @throws Refusal {@code ERR_MATERIAL_SLOT} if the case has no such version, {@code ERR_MATERIAL_STORE} if its file is
     *                 not there
     */
    public Content content(CaseId caseId, long versionId) {
        MaterialVersion version = versions.findByIdAndCaseId(versionId, caseId.value())
                .orElseThrow(() -> Refusal.notFound(Refusals.SLOT, "这个办件没有这份材料。"));
        return new Content(version, store.get(version.contentKey(), version.size()));
    }

    private Material openSlot(CaseId caseId, String slot) {
        Case ofCase = cases.get(caseId);
        if (!ofCase.isOpen()) {
            throw Refusal.conflict(RefusalCode.CASE_STATE, "办件 " + ofCase.number() + " 已办结，不能再上传材料。");
        }
        return checklist(ofCase).stream()
                .filter(material -> material.code().equals(slot))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(Refusals.SLOT, "本事项的材料清单中没有这一项，请刷新页面后重试。"));
    }

    private List<Material> checklist(Case ofCase) {
        return catalog.find(ofCase.item()).map(ServiceItem::materials).orElse(List.of());
    }
}
