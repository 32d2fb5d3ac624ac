package cn.bioapproval.certificates;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.certificates.RegisterEntry.Decided;
import cn.bioapproval.certificates.RegisterEntry.Paper;
import cn.bioapproval.codes.TypedCode;
import cn.bioapproval.documents.Documents;
import cn.bioapproval.documents.IssuedDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues the papers of certificates as documents: each with a code of its own, which the register keeps as a hash. */
@Component
class Papers {

    private final Documents documents;
    private final CertificatesProperties settings;

    Papers(Documents documents, CertificatesProperties settings) {
        this.documents = documents;
        this.settings = settings;
    }

    /** The certificate itself, with its attachment if it has one. */
    Paper certificate(
            CertificateKind kind, Certificate of, CaseId caseId, Decided decided, CertificateContents contents) {
        String code = TypedCode.random();
        Map<String, Object> data = common(kind, of, decided, code);
        data.put("rows", kind.rows(contents));
        data.put("effectiveOn", decided.term().from());
        data.put("validUntilOn", decided.term().until());
        IssuedDocument paper = documents.issue(caseId, kind.papers().certificate(), paperNumber(of), data);
        return new Paper(CodeHash.of(of.number(), code), paper.id(), attachment(kind, of, caseId, decided, contents));
    }

    /** The paper of a change, used together with the certificate. */
    Paper change(
            CertificateKind kind,
            Certificate of,
            CaseId caseId,
            Decided decided,
            CertificateContents contents,
            String changes) {
        String code = TypedCode.random();
        Map<String, Object> data = common(kind, of, decided, code);
        data.put("productName", of.productName());
        data.put("holderName", of.holderName());
        data.put("changes", changes);
        IssuedDocument paper = documents.issue(caseId, kind.papers().change(), paperNumber(of), data);
        return new Paper(CodeHash.of(of.number(), code), paper.id(), attachment(kind, of, caseId, decided, contents));
    }

    private Map<String, Object> common(CertificateKind kind, Certificate of, Decided decided, String code) {
        Map<String, Object> data = new HashMap<>();
        data.put("certificateNumber", of.number());
        data.put("authority", kind.authority());
        data.put("approvedOn", decided.on());
        data.put("code", code);
        data.put("address", Optional.ofNullable(settings.address()).orElse(""));
        return data;
    }

    private @Nullable Long attachment(
            CertificateKind kind, Certificate of, CaseId caseId, Decided decided, CertificateContents contents) {
        Attachment attachment = contents.attachment();
        if (attachment == null) {
            return null;
        }
        return documents
                .issue(
                        caseId,
                        kind.papers().attachment(),
                        paperNumber(of) + " 附件",
                        Map.of(
                                "certificateNumber", of.number(),
                                "productName", of.productName(),
                                "holderName", of.holderName(),
                                "authority", kind.authority(),
                                "approvedOn", decided.on(),
                                "lines", attachment.text(),
                                "fileName", attachment.fileName(),
                                "fileHash", attachment.fileSha256()))
                .id();
    }

    /** The certificate's own for the first paper; later ones say which entry of the register they belong to. */
    private static String paperNumber(Certificate of) {
        return of.entries() == 1 ? of.number() : "%s-%02d".formatted(of.number(), of.entries());
    }
}
