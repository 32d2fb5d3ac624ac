package cn.bioapproval.clinicalcenter;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.intake.FormData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applications as hospitals hand them in. */
final class Samples {

    static final CaseId CASE = CaseId.of(1);
    static final LocalDate MARCH_2 = LocalDate.of(2026, 3, 2);
    static final PolicySettings POLICY = new PolicySettings(
            LocalDate.of(2023, 11, 20),
            LocalDate.of(2026, 12, 31),
            PolicySettings.DedupScope.ACCEPT_ONLY,
            PolicySettings.BranchStacking.STACK,
            PolicySettings.TopUpCounts.ALL_M16,
            PolicySettings.EvaluationRepetition.ONCE_PER_TIER);

    private Samples() {}

    static ApplicationDetails details(Tier tier, ApplicationType type, Object... changes) {
        return ApplicationDetails.of(form(tier, type, changes));
    }

    /** The form with some fields changed; a null takes a field out. */
    static FormData form(Tier tier, ApplicationType type, @Nullable Object... changes) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "hostName", "厦门市第一医院",
                "hostCreditCode", "12350200A40000001Y",
                "institutionType", "HOSPITAL",
                "district", "SIMING",
                "contactName", "王医生",
                "contactPhone", "0592-2137000",
                "centerName", "厦门市心血管疾病临床医学研究中心",
                "diseaseArea", "CARDIOVASCULAR",
                "tier", tier.name(),
                "applicationType", type.name()));
        fields.putAll(Map.of(
                "otherAid", "0",
                "accountName", "厦门市第一医院",
                "accountBank", "中国银行厦门分行",
                "accountNumber", "6217000000000001",
                "constructionCompleted", true,
                "materials", List.of()));
        if (tier != Tier.CITY) {
            fields.put("recognitionNo", "闽科社〔2026〕8号");
            fields.put("eventOn", "2026-02-10");
        }
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                fields.remove((String) changes[i]);
            } else {
                fields.put((String) changes[i], changes[i + 1]);
            }
        }
        return FormData.of(fields);
    }

    static ClinicalCenterApplication registered(Tier tier, ApplicationType type) {
        return new ClinicalCenterApplication(CASE, details(tier, type), Instant.EPOCH);
    }

    static ClinicalCenterApplication accepted(Tier tier, ApplicationType type) {
        ClinicalCenterApplication application = registered(tier, type);
        application.accept(List.of(), 7);
        return application;
    }
}
