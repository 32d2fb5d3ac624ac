package cn.bioapproval.deviceregistration;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.certificates.Attachment;
import cn.bioapproval.certificates.Certificate;
import cn.bioapproval.certificates.CertificateContents;
import cn.bioapproval.certificates.CertificateState;
import cn.bioapproval.certificates.Certificates;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.materials.Materials;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the register of certificates is asked for by an application, and what is written into it when it is granted. */
@Component
class CertificateActs {

    /**
     * The technical requirements (产品技术要求): a slot of the checklist and the attachment of the certificate; a change of
     * them is told on the paper and is no field of the certificate.
     */
    private static final String REQUIREMENTS = "technicalRequirements";

    private static final String ON_PAPER = "产品技术要求以申请时提交并经核准的纸质文本为准，随办件归档，与注册证一并使用。";

    private static final RefusalCode OTHER_HOLDER = new RefusalCode("ERR_CERTIFICATE_HOLDER");
    private static final RefusalCode NOT_IN_FORCE = new RefusalCode("ERR_CERTIFICATE_STATE");
    private static final String DEVICE = "device";
    private static final String REAGENT = "device-ivd";

    private final Certificates certificates;
    private final Materials materials;

    CertificateActs(Certificates certificates, Materials materials) {
        this.certificates = certificates;
        this.materials = materials;
    }

    /**
     * The certificate that a start form names, if its holder applies and it is in force.
     *
     * @throws Refusal {@code ERR_CERTIFICATE_NOT_FOUND}, {@code ERR_CERTIFICATE_HOLDER}, {@code ERR_CERTIFICATE_STATE},
     *                 or {@code ERR_FORM_INVALID} for an item of the other kind of certificate
     */
    Certificate named(Case of, FormData form, LocalDate today) {
        Certificate certificate = certificates.get(form.text("certificateNumber"));
        if (!certificate.holderCode().equals(of.applicantCode())) {
            throw Refusal.fields(
                    OTHER_HOLDER,
                    "该注册证的注册人不是申请人，请核对注册证编号和统一社会信用代码。",
                    Map.of("applicantCreditCode", "与注册证的注册人不一致。"));
        }
        if (of.item().startsWith("ivd-") != certificate.kind().equals(REAGENT)) {
            throw Refusal.fields(
                    RefusalCode.FORM_INVALID,
                    "办理事项与注册证的种类不一致：体外诊断试剂和其他医疗器械分别办理。",
                    Map.of("itemCode", "与注册证的种类不一致，请重新选择。"));
        }
        CertificateState state = certificate.stateOn(today);
        if (state != CertificateState.VALID) {
            throw Refusal.conflict(
                    NOT_IN_FORCE, "%s 现在%s，不能办理。".formatted(certificate.number(), state.label()));
        }
        return certificate;
    }

    /**
     * What the form wants to stand on the certificate instead, by field; what stands there already is no change.
     *
     * @throws Refusal {@code ERR_FORM_INVALID} if nothing changes
     */
    Map<String, String> changes(Certificate certificate, FormData form) {
        boolean reagent = certificate.kind().equals(REAGENT);
        Map<String, String> asked = new LinkedHashMap<>();
        Map.of(
                        "newHolderName", "holderName",
                        "newHolderAddress", "holderAddress",
                        "newProductionAddress", "productionAddress",
                        "newProductName", "productName",
                        "newModelSpec", reagent ? "packing" : "specification",
                        "newComposition", reagent ? "ingredients" : "composition",
                        "newIntendedUse", "intendedUse",
                        "newStorage", "storage",
                        "newRequirements", REQUIREMENTS)
                .forEach((typed, field) -> form.optionalText(typed).ifPresent(text -> asked.put(field, text.strip())));
        CertificateContents now = certificates.contentsOf(certificate);
        asked.entrySet().removeIf(each -> each.getValue().equals(now.text(each.getKey())));
        if (asked.isEmpty()) {
            throw Refusal.invalid(RefusalCode.FORM_INVALID, "没有写明变更的内容，或者与注册证现在的内容相同，请填写变更后的内容。");
        }
        return asked;
    }

    /** The changes after the applicant corrected what the product shall be. */
    Map<String, String> corrected(DeviceApplication application, DeviceDetails details) {
        if (application.matter() != DeviceMatter.CHANGE) {
            return application.changes();
        }
        CertificateContents now = contents(application);
        Map<String, String> corrected = new HashMap<>(details.productFields());
        corrected.entrySet().removeIf(each -> each.getValue().equals(now.text(each.getKey())));
        application.changes().entrySet().stream()
                .filter(each -> each.getKey().equals(REQUIREMENTS))
                .forEach(each -> corrected.put(each.getKey(), each.getValue()));
        return corrected;
    }

    /** The changes in words, as the paper tells them; empty if nothing changes. */
    String inWords(DeviceApplication application) {
        if (application.changes().isEmpty()) {
            return "";
        }
        CertificateContents now = contents(application);
        Map<String, String> changes = application.changes();
        String words = certificates.kind(certificates.get(number(application)).kind()).fields().stream()
                .filter(field -> field.key() != null && changes.containsKey(field.key()))
                .map(field -> "%s由“%s”变更为“%s”".formatted(
                        field.label(), now.text(Objects.requireNonNull(field.key())), changes.get(field.key())))
                .collect(Collectors.joining("；"));
        if (changes.containsKey(REQUIREMENTS)) {
            words += (words.isEmpty() ? "" : "；") + "产品技术要求：" + changes.get(REQUIREMENTS);
        }
        return words + "。";
    }

    /** Notes that renewal is applied for. */
    void applyForRenewal(Case of, Certificate certificate, LocalDate today) {
        certificates.applyForRenewal(certificate.number(), of.id(), today);
    }

    /** The certificate of the application, as the register has it. */
    Certificate certificate(DeviceApplication application) {
        return certificates.get(number(application));
    }

    /**
     * Writes what is granted.
     *
     * @param reason why, where the register wants a reason (reissue, cancellation)
     */
    Certificate carryOut(DeviceApplication application, Case of, String reason) {
        return switch (application.matter()) {
            case REGISTRATION -> certificates.grant(
                    of.id(),
                    application.details().ivd() ? REAGENT : DEVICE,
                    application.details().onCertificate(
                            of.applicantName(),
                            of.applicantCode(),
                            application.conditions().map(conditions -> "附条件批准：" + conditions).orElse(""),
                            requirements(of.id())));
            case CHANGE, CHANGE_FILING -> certificates.change(
                    number(application), of.id(), changed(application), inWords(application));
            case RENEWAL -> certificates.renew(number(application), of.id(), contents(application));
            case REISSUE -> certificates.reissue(number(application), of.id(), reason);
            case CANCELLATION -> certificates.cancel(number(application), of.id(), reason);
        };
    }

    /** Renews by force of law: nobody decided before the certificate expired. */
    Certificate deemRenewed(DeviceApplication application) {
        return certificates.deemRenewed(number(application), application.caseId(), contents(application));
    }

    private CertificateContents changed(DeviceApplication application) {
        CertificateContents now = contents(application);
        Map<String, String> fields = new HashMap<>(now.fields());
        fields.putAll(application.changes());
        boolean anew = fields.remove(REQUIREMENTS) != null;
        return new CertificateContents(
                now.holderCode(), now.category(), fields, anew ? requirements(application.caseId()) : null);
    }

    /** The file handed in last in this case; without one, what lies on paper. */
    private Attachment requirements(CaseId caseId) {
        return materials.of(caseId, condition -> true).stream()
                .filter(slot -> slot.material().code().equals(REQUIREMENTS))
                .flatMap(slot -> slot.versions().stream().limit(1))
                .findFirst()
                .map(file -> Attachment.ofFile(file.fileName(), file.sha256()))
                .orElseGet(() -> Attachment.ofText(ON_PAPER));
    }

    /** What stands on the certificate now. */
    CertificateContents contents(Certificate certificate) {
        return certificates.contentsOf(certificate);
    }

    private CertificateContents contents(DeviceApplication application) {
        return contents(certificate(application));
    }

    private static String number(DeviceApplication application) {
        return application.certificateNumber().orElseThrow();
    }
}
