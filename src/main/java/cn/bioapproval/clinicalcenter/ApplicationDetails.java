package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import cn.bioapproval.intake.FormData;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a hospital says in its application. Amounts are whole yuan, dates are days in Asia/Shanghai.
 *
 * @param eventOn             the day of what is claimed for (验收通过、取得资质或者建成); {@code null} where this case itself
 *                            brings it about: the review of a municipal centre, an evaluation
 * @param recognitionNo       the recognition or acceptance document of the higher authority; for a municipal centre
 *                            that only asks for an evaluation, that of its earlier acceptance
 * @param formerHostCode      credit code of the former host after a merger or a change of name
 * @param otherAid            received for the same matter under similar policies of province or city
 * @param otherAidEvaluation  likewise for the evaluation, where both matters are applied for together
 * @param priorGrants         awards of this measure from before this system
 * @param materials           codes of the checklist slots that were received
 */
public record ApplicationDetails(
        String hostName,
        String hostCode,
        InstitutionType institutionType,
        District district,
        String contactName,
        String contactPhone,
        @Nullable String contactEmail,
        @Nullable String formerHostCode,
        @Nullable String jointHosts,
        String centerName,
        DiseaseArea diseaseArea,
        Tier tier,
        ApplicationType type,
        boolean traditionalChinese,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate eventOn,
        @Nullable String recognitionNo,
        boolean constructionCompleted,
        long otherAid,
        long otherAidEvaluation,
        List<DeclaredGrant> priorGrants,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable LocalDate priorPaidOn,
        @Nullable String priorEvidence,
        String accountName,
        String accountBank,
        String accountNumber,
        List<String> materials) {

    /** An award of this measure that the applicant declares to have received before. */
    public record DeclaredGrant(Tier tier, Matter matter, long yuan) {

        /** Key of the form field in which it is declared, for example {@code historyCityAcceptance}. */
        public String fieldKey() {
            return fieldKey(tier, matter);
        }

        private static String fieldKey(Tier tier, Matter matter) {
            return "history" + camel(tier) + camel(matter);
        }

        private static String camel(Enum<?> value) {
            return value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    public ApplicationDetails {
        priorGrants = List.copyOf(priorGrants);
        materials = List.copyOf(materials);
    }

    /**
     * Reads the application form.
     *
     * @throws Refusal {@code ERR_INVALID_COMBINATION} for a tier that has no such award; {@code ERR_FORM_INVALID}
     *                 where the tier asks for a day or a document that is missing
     */
    static ApplicationDetails of(FormData form) {
        ApplicationDetails details = new ApplicationDetails(
                form.text("hostName"),
                code(form.text("hostCreditCode")),
                InstitutionType.valueOf(form.text("institutionType")),
                District.valueOf(form.text("district")),
                form.text("contactName"),
                form.text("contactPhone"),
                form.optionalText("contactEmail").orElse(null),
                form.optionalText("formerHostCreditCode").map(ApplicationDetails::code).orElse(null),
                form.optionalText("jointHosts").orElse(null),
                form.text("centerName"),
                DiseaseArea.valueOf(form.text("diseaseArea")),
                Tier.valueOf(form.text("tier")),
                ApplicationType.valueOf(form.text("applicationType")),
                form.flag("traditionalChinese"),
                form.optionalDate("eventOn").orElse(null),
                form.optionalText("recognitionNo").orElse(null),
                form.flag("constructionCompleted"),
                form.wan("otherAid"),
                form.optionalWan("otherAidEvaluation").orElse(0L),
                declaredGrants(form),
                form.optionalDate("historyPaidOn").orElse(null),
                form.optionalText("historyEvidence").orElse(null),
                form.text("accountName"),
                form.text("accountBank"),
                form.text("accountNumber"),
                form.choices("materials"));
        details.requireConsistent();
        return details;
    }

    private static List<DeclaredGrant> declaredGrants(FormData form) {
        List<DeclaredGrant> grants = new ArrayList<>();
        for (Tier tier : List.of(Tier.CITY, Tier.PROV, Tier.BRANCH)) {
            for (Matter matter : Matter.values()) {
                form.optionalWan(DeclaredGrant.fieldKey(tier, matter))
                        .filter(yuan -> yuan > 0)
                        .ifPresent(yuan -> grants.add(new DeclaredGrant(tier, matter, yuan)));
            }
        }
        return grants;
    }

    private static String code(String creditCode) {
        return creditCode.toUpperCase(Locale.ROOT);
    }

    private void requireConsistent() {
        if (tier == Tier.NATIONAL && type != ApplicationType.ACCEPTANCE) {
            throw Refusal.fields(
                    Refusals.INVALID_COMBINATION,
                    "国家临床医学研究中心没有评估补助，申请类型只能选“验收（通过验收、取得资质或建成）”。",
                    Map.of("applicationType", "国家中心只能选“验收”。"));
        }
        if (reliesOnRecognition() && eventOn == null) {
            throw Refusal.fields(
                    RefusalCode.FORM_INVALID,
                    "请填写事项发生日期：验收通过、取得资质或者建成的日期。",
                    Map.of("eventOn", "请填写验收通过、取得资质或者建成的日期。"));
        }
        if (tier != Tier.CITY && recognitionNo == null) {
            throw Refusal.fields(
                    RefusalCode.FORM_INVALID,
                    "请填写上级认定（验收）文件号。",
                    Map.of("recognitionNo", tier.label() + "必须填写上级认定（验收）文件号。"));
        }
        if (formerHostCode != null && formerHostCode.equals(hostCode)) {
            throw Refusal.fields(
                    RefusalCode.FORM_INVALID,
                    "原依托单位与现依托单位的统一社会信用代码相同，没有变更的不要填写。",
                    Map.of("formerHostCreditCode", "与现依托单位相同，没有变更的不要填写。"));
        }
    }

    /** Whether a higher authority has accepted or recognised the centre already, so that no review is held here. */
    boolean reliesOnRecognition() {
        return tier != Tier.CITY && type.includes(Matter.ACCEPTANCE);
    }

    /** What similar policies of province or city gave for that matter, in yuan. */
    long otherAidFor(Matter matter) {
        return type == ApplicationType.BOTH && matter == Matter.EVALUATION ? otherAidEvaluation : otherAid;
    }

    /** The same with what the clerk verified against the document of the higher authority. */
    ApplicationDetails verified(String documentNo, LocalDate happenedOn) {
        return new ApplicationDetails(
                hostName, hostCode, institutionType, district, contactName, contactPhone, contactEmail, formerHostCode,
                jointHosts, centerName, diseaseArea, tier, type, traditionalChinese, happenedOn, documentNo,
                constructionCompleted, otherAid, otherAidEvaluation, priorGrants, priorPaidOn, priorEvidence,
                accountName,
                accountBank, accountNumber, materials);
    }
}
