package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.clinicalcenter.CenterRevocations;
import cn.bioapproval.clinicalcenter.ClinicalCenterApplication;
import cn.bioapproval.clinicalcenter.ClinicalCenterRevocation;
import cn.bioapproval.clinicalcenter.ClinicalCenters;
import cn.bioapproval.clinicalcenter.process.ClinicalCenterRevocationProcess.Elements;
import cn.bioapproval.engine.FactText;
import cn.bioapproval.engine.FormFacts;
import cn.bioapproval.intake.FormData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the forms of {@code clinical-center-revocation} show. */
@Component
class RevocationFacts implements FormFacts {

    private final CenterRevocations revocations;
    private final ClinicalCenters centers;
    private final CaseRegister cases;
    private final Filed filed;

    RevocationFacts(CenterRevocations revocations, ClinicalCenters centers, CaseRegister cases, Filed filed) {
        this.revocations = revocations;
        this.centers = centers;
        this.cases = cases;
        this.filed = filed;
    }

    @Override
    public String procedure() {
        return ClinicalCenterRevocationProcess.KEY;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> facts(CaseId caseId, String elementId) {
        ClinicalCenterRevocation revocation = revocations.get(caseId);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("caseSummary", new FactText()
                .title(cases.get(caseId).title())
                .line("办件编号", cases.get(caseId).number())
                .toString());
        facts.put("originalCase", originalCase(revocation));
        facts.put("report", report(filed.latest(caseId, Elements.REPORT)));
        filed.find(caseId, Elements.VERIFY).ifPresent(form -> facts.put(
                "verification", new FactText().line("核查情况", form.text("verification")).toString()));
        facts.put("recoverable", new FactText()
                .say("决定撤销的，已经拨付的资金全部追回。")
                .toString());
        facts.put("recovery", new FactText()
                .line("应追回", revocation.toRecover())
                .line("已追回", revocation.recovered())
                .line("尚未追回", revocation.outstanding())
                .toString());
        return facts;
    }

    private String originalCase(ClinicalCenterRevocation revocation) {
        ClinicalCenterApplication original = centers.get(revocation.originalCaseId());
        FactText text = new FactText()
                .line("原办件", cases.get(revocation.originalCaseId()).number())
                .line("中心", original.details().centerName())
                .line("依托单位", original.details().hostName());
        centers.standingAwards(revocation.originalCaseId())
                .forEach(award -> text.line(award.name(), award.amount() + "，" + award.status().label()));
        return text.toString();
    }

    private static String report(FormData form) {
        return new FactText()
                .line("收到线索日期", form.date("reportedOn"))
                .line("反映的事实", form.text("reportedFacts"))
                .toString();
    }
}
