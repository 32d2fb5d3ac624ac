package cn.bioapproval.devicelicence.process;

import cn.bioapproval.cases.Case;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.CaseRegister;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.devicelicence.DeviceLicences;
import cn.bioapproval.devicelicence.LicenceMatter;
import cn.bioapproval.devicelicence.process.DeviceLicenceMatterProcess.Elements;
import cn.bioapproval.engine.FactText;
import cn.bioapproval.engine.FormFacts;
import cn.bioapproval.intake.FormData;
import cn.bioapproval.intake.Submission;
import cn.bioapproval.intake.Submissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the forms of {@code device-licence-matter} show. */
@Component
class DeviceLicenceFacts implements FormFacts {

    private static final Map<String, String> OPINIONS =
            Map.of("PASS", "建议准予", "FAIL", "建议不予", "INSPECT", "需要现场核查");

    private final DeviceLicences matters;
    private final CaseRegister cases;
    private final Submissions submissions;

    DeviceLicenceFacts(DeviceLicences matters, CaseRegister cases, Submissions submissions) {
        this.matters = matters;
        this.cases = cases;
        this.submissions = submissions;
    }

    @Override
    public String procedure() {
        return DeviceLicenceMatterProcess.KEY;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> facts(CaseId caseId, String elementId) {
        LicenceMatter matter = matters.get(caseId);
        ServiceItem item = matters.item(caseId);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("matterSummary", summary(cases.get(caseId), matter, item));
        facts.put("supplementTold", matter.supplementWasTold());
        facts.put("materialOptions", item.materials().stream()
                .map(material -> Map.of("label", material.name(), "value", material.code()))
                .toList());
        facts.put("findings", findings(caseId, matter));
        filed(caseId, Elements.EXAMINE)
                .flatMap(form -> form.optionalText("supplementNotice"))
                .ifPresent(notice -> facts.put(
                        "supplementRequest", new FactText().line("补正要求", notice).toString()));
        Optional<FormData> inspection = filed(caseId, Elements.INSPECT);
        facts.put("inspected", inspection.isPresent());
        inspection.ifPresent(form -> facts.put("inspection", inspection(form)));
        filed(caseId, Elements.ASSESS).ifPresent(form -> facts.put("assessment", assessment(form)));
        filed(caseId, Elements.DECIDE).ifPresent(form -> decision(form, matter, facts));
        return facts;
    }

    private Optional<FormData> filed(CaseId caseId, String elementId) {
        return submissions.latest(caseId, elementId).map(Submission::data);
    }

    private static String summary(Case subject, LicenceMatter matter, ServiceItem item) {
        return new FactText()
                .title(item.name())
                .line("办件编号", subject.number())
                .line("申请人", "%s（%s）".formatted(subject.applicantName(), subject.applicantCode()))
                .line("产品（或者企业、场地）", matter.subject())
                .line("原证编号", matter.certificateNo().orElse(""))
                .line("申请内容", matter.content())
                .line("联系人", matter.contact())
                .toString();
    }

    private String findings(CaseId caseId, LicenceMatter matter) {
        FactText text = new FactText()
                .line(matter.supplementWasTold() ? "收到补正日期" : "收件日期", matter.receivedOn())
                .say("请在“材料”页签核对材料是否齐全、是否符合法定形式；五个工作日内不告知的，视为自收件日受理。");
        if (matter.supplementWasTold()) {
            text.say("已经一次性告知过补正，不能再次告知。");
        }
        filed(caseId, Elements.RECEIVE_SUPPLEMENT)
                .ifPresent(form -> text.line("补正说明", form.text("supplementStatement")));
        return text.toString();
    }

    private static String assessment(FormData form) {
        return new FactText()
                .line("审查意见", OPINIONS.getOrDefault(form.text("assessmentOutcome"), ""))
                .line("审查说明", form.text("assessmentRemarks"))
                .toString();
    }

    private static String inspection(FormData form) {
        return new FactText()
                .line("核查日期", form.date("inspectedOn"))
                .line("核查人员", form.text("inspectors"))
                .line("核查结论", form.text("inspectionResult").equals("PASSED") ? "符合要求" : "不符合要求")
                .line("核查情况", form.text("inspectionFindings"))
                .toString();
    }

    private static void decision(FormData form, LicenceMatter matter, Map<String, Object> facts) {
        String reason = form.optionalText("decisionReason").orElse("");
        if (matter.granted().isEmpty()) {
            facts.put("returnReason", new FactText().line("退回审查的理由", reason).toString());
        } else {
            facts.put("decisionText", new FactText()
                    .line("决定", matter.granted().get() ? "准予" : "不予")
                    .line("理由", reason)
                    .toString());
        }
    }
}
