package cn.bioapproval.documents;

import cn.bioapproval.cases.Acting;
import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues official documents and opens them.
 *
 * <p><b>Numbers.</b> Per series (templates with the same number pattern) and calendar year in Asia/Shanghai: 1, 2, 3,
 * ... without gaps and in the order of issue. The number is drawn when the issuing transaction commits; if it fails
 * there is neither document nor number. A document is never changed or deleted; a wrong one is answered by another
 * document.
 *
 * <p><b>PDF.</b> Rendered when first opened, with the layout and text of the release that issued it, then kept with its
 * SHA-256; whoever opens it later gets the same bytes.
 */
@Service
public class Documents {

    private static final String ISSUED =
            "select id, case_id, template, title, number, issued_at from documents_document ";

    private final TemplateShelf shelf;
    private final Numbering numbering;
    private final DocumentIds ids;
    private final CaseRegister cases;
    private final PdfPress press;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    Documents(
            TemplateShelf shelf,
            Numbering numbering,
            DocumentIds ids,
            CaseRegister cases,
            PdfPress press,
            JdbcTemplate jdbc,
            Clock clock) {
        this.shelf = shelf;
        this.numbering = numbering;
        this.ids = ids;
        this.cases = cases;
        this.press = press;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Issues a document in the running transaction.
     *
     * @param template name of the template: {@code documents/<template>.yaml} declares its keys
     * @param data     exactly the declared keys: texts, whole numbers, decimals, flags, {@link java.time.LocalDate}s,
     *                 or lists of maps for tables. The case's number, title and applicant are added by themselves
     * @throws IllegalArgumentException if the template is unknown, or a key is missing, null or unknown
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public IssuedDocument issue(CaseId caseId, String template, Map<String, Object> data) {
        shelf.get(template).ownNumber();
        return draft(caseId, template, null, data);
    }

    /**
     * Issues a document whose number comes from elsewhere (a certificate's), in the running transaction.
     *
     * @param template its description says {@code number: given}
     * @param number   at most 60 characters; no other document has it
     * @param data     as for {@link #issue(CaseId, String, Map)}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public IssuedDocument issue(CaseId caseId, String template, String number, Map<String, Object> data) {
        if (shelf.get(template).number() != null) {
            throw new IllegalArgumentException("Template %s has numbers of its own".formatted(template));
        }
        return draft(caseId, template, number, data);
    }

    private IssuedDocument draft(
            CaseId caseId, String template, @Nullable String number, Map<String, Object> data) {
        Template form = shelf.get(template);
        Map<String, Object> all = new LinkedHashMap<>(form.checked(data));
        Case concerned = cases.get(caseId);
        all.put("case", Map.of(
                "number", concerned.number(),
                "title", concerned.title(),
                "applicantName", concerned.applicantName(),
                "applicantCode", concerned.applicantCode()));
        IssuedDocument document = new IssuedDocument(ids.next(), caseId, template, form.title(), numbering::now);
        numbering.later(new Draft(document, form, number, DocumentData.write(all), Acting.current().userId()));
        return document;
    }

    /**
     * The documents of the case, in the order of their issue. Inside a transaction that has issued some it numbers
     * those first, see {@link IssuedDocument#number()}.
     */
    public List<IssuedDocument> of(CaseId caseId) {
        numbering.now();
        return jdbc.query(
                ISSUED + "where case_id = ? order by issued_at, id", (row, n) -> issued(row), caseId.value());
    }

    /**
     * The document.
     *
     * @throws Refusal {@code ERR_DOCUMENT_NOT_FOUND} if there is none
     */
    public IssuedDocument get(long id) {
        numbering.now();
        return jdbc.query(ISSUED + "where id = ?", (row, n) -> issued(row), id).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        new RefusalCode("ERR_DOCUMENT_NOT_FOUND"), "没有这份文书（内部编号 " + id + "），请刷新页面后再试。"));
    }

    /**
     * The document as PDF. Rendered now if nobody has opened it yet; of several who open it first at the same time, all
     * get the rendering that was kept.
     *
     * @throws Refusal {@code ERR_DOCUMENT_NOT_FOUND} if there is no such document
     */
    public DocumentPdf pdf(long id) {
        IssuedDocument document = get(id);
        byte[] pdf = kept(id);
        if (pdf == null) {
            render(document);
            pdf = kept(id);
        }
        if (pdf == null) {
            throw new IllegalStateException("The rendering of " + document + " was not kept");
        }
        String name = document.number() + " " + document.title() + ".pdf";
        return new DocumentPdf(name, pdf, HexFormat.of().formatHex(PdfPress.sha256(pdf)));
    }

    private byte @Nullable [] kept(long id) {
        return jdbc.query("select pdf, sha256 from documents_rendering where document_id = ?", row -> {
            if (!row.next()) {
                return null;
            }
            byte[] pdf = row.getBytes(1);
            if (!Arrays.equals(PdfPress.sha256(pdf), row.getBytes(2))) {
                throw new IllegalStateException("The kept PDF of document " + id + " does not match its SHA-256");
            }
            return pdf;
        }, id);
    }

    private void render(IssuedDocument document) {
        record Source(String version, String data) {}
        Source source = jdbc.queryForObject(
                "select template_version, data from documents_document where id = ?",
                (row, n) -> new Source(row.getString(1), row.getString(2)),
                document.id());
        byte[] pdf = press.print(
                shelf.sourceOf(source.version()),
                document.title(),
                document.number(),
                document.issuedAt(),
                DocumentData.read(source.data()));
        jdbc.update(
                """
                insert into documents_rendering (document_id, pdf, sha256, rendered_at) values (?, ?, ?, ?)
                on conflict do nothing""",
                document.id(),
                pdf,
                PdfPress.sha256(pdf),
                Timestamp.from(clock.instant()));
    }

    private IssuedDocument issued(ResultSet row) throws SQLException {
        return new IssuedDocument(
                        row.getLong("id"),
                        CaseId.of(row.getLong("case_id")),
                        row.getString("template"),
                        row.getString("title"),
                        numbering::now)
                .numbered(
                        row.getString("number"),
                        row.getObject("issued_at", OffsetDateTime.class).toInstant());
    }
}
