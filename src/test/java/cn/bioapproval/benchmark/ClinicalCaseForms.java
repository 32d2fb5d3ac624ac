package cn.bioapproval.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people fill in along the way of one city-level acceptance, from window to payment. */
public final class ClinicalCaseForms {

    public static final List<String> MATERIALS = List.of(
            "application",
            "applicationEvidence",
            "taskContract",
            "financialAudit",
            "ethicsAndStudies",
            "creditCodeCertificate",
            "creditCommitment",
            "grantHistory");

    private static final String CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CODE_WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};

    private ClinicalCaseForms() {}

    public static Map<String, Object> application(int n) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("hostName", "厦门市第" + n + "医院");
        form.put("hostCreditCode", creditCode(n));
        form.put("institutionType", "HOSPITAL");
        form.put("district", "SIMING");
        form.put("contactName", "李明");
        form.put("contactPhone", "0592-2100000");
        form.put("contactEmail", "contact@hospital.example");
        form.put("centerName", "厦门市心血管疾病临床医学研究中心（" + n + "）");
        form.put("diseaseArea", "CARDIOVASCULAR");
        form.put("tier", "CITY");
        form.put("applicationType", "ACCEPTANCE");
        form.put("traditionalChinese", false);
        form.put("otherAid", "0");
        form.put("hasHistory", false);
        form.put("accountName", "厦门市第" + n + "医院");
        form.put("accountBank", "中国建设银行厦门市分行");
        form.put("accountNumber", "6217001930012345678");
        form.put("materials", MATERIALS);
        return form;
    }

    /** The form of a step, by its id in the model. */
    public static Map<String, Object> step(String step, String day) {
        return switch (step) {
            case "userTask_ExamineApplication" -> examination();
            case "userTask_ConfirmPanel" -> panel();
            case "userTask_ExpertReview" -> opinion();
            case "userTask_ConcludeReview" -> conclusion(day);
            case "userTask_DecideKjj" -> kjj();
            case "userTask_DecideWjw" -> wjw();
            case "userTask_IssueNotices" -> notices(1);
            case "userTask_CheckBudget" -> budget();
            case "userTask_Pay" -> payment(1, day);
            default -> throw new IllegalArgumentException("Nothing prepared for " + step);
        };
    }

    static Map<String, Object> examination() {
        return Map.of("examinationOutcome", "ACCEPT", "examinationRemarks", "材料齐全，符合受理条件。");
    }

    static Map<String, Object> panel() {
        return Map.of("panelOutcome", "CONFIRM");
    }

    static Map<String, Object> opinion() {
        return Map.of(
                "conflictDeclared", false,
                "opinion", "PASS",
                "score", 88,
                "remarks", "建设任务完成，临床研究质量控制体系健全，同意通过验收。");
    }

    static Map<String, Object> conclusion(String day) {
        return Map.of(
                "siteVisitOn", day,
                "concludedOn", day,
                "reviewConclusion", "PASS",
                "conclusionRemarks", "专家组一致同意通过验收。");
    }

    static Map<String, Object> kjj() {
        return Map.of("kjjDecision", "AGREE", "kjjOpinion", "同意。");
    }

    static Map<String, Object> wjw() {
        return Map.of("wjwDecision", "AGREE", "wjwOpinion", "同意。");
    }

    static Map<String, Object> notices(int n) {
        return Map.of("dispatchNo", "厦科社〔2026〕" + n + "号", "noticesChecked", true);
    }

    static Map<String, Object> budget() {
        return Map.of("accountChecked", true, "amountChecked", true);
    }

    static Map<String, Object> payment(int n, String day) {
        return Map.of("voucherNo", "PZ" + n, "paidOn", day);
    }

    /** A valid unified social credit code (GB 32100-2015) of its own for each case. */
    public static String creditCode(int n) {
        String body = "123502%09dXM".formatted(n).substring(0, 17).replace('I', '1');
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += CODE_LETTERS.indexOf(body.charAt(i)) * CODE_WEIGHTS[i];
        }
        return body + CODE_LETTERS.charAt((31 - sum % 31) % 31);
    }
}
