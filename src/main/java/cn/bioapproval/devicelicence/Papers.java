package cn.bioapproval.devicelicence;

import cn.bioapproval.calendar.WorkingDays;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.catalog.LegalNature;
import cn.bioapproval.catalog.Material;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.documents.Documents;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The documents of this procedure. */
@Component("deviceLicencePapers")
class Papers {

    private final Documents documents;
    private final WorkingDays workingDays;

    Papers(Documents documents, WorkingDays workingDays) {
        this.documents = documents;
        this.workingDays = workingDays;
    }

    /** @param acceptedOn earlier than today when nobody answered in time */
    void acceptance(LicenceMatter matter, ServiceItem item, LocalDate acceptedOn, int limitDays, LocalDate dueOn) {
        issue(matter, "device-licence-acceptance-notice", Map.of(
                "itemName", item.name(),
                "subject", matter.subject(),
                "receivedOn", matter.receivedOn(),
                "acceptedOn", acceptedOn,
                "limitDays", limitDays,
                "promisedDays", item.promisedDays(),
                "dueOn", dueOn));
    }

    void supplement(
            LicenceMatter matter, ServiceItem item, List<Material> missing, String requirement, LocalDate dueOn) {
        List<Map<String, Object>> rows = new ArrayList<>();
        missing.forEach(material -> rows.add(Map.of("name", material.name(), "requirement", "补交或者更正")));
        rows.add(Map.of("name", "补正要求", "requirement", requirement));
        issue(matter, "device-licence-supplement-notice", Map.of(
                "itemName", item.name(),
                "subject", matter.subject(),
                "receivedOn", matter.receivedOn(),
                "missing", rows,
                "dueOn", dueOn));
    }

    void rejection(LicenceMatter matter, ServiceItem item, String circumstance, String reason) {
        issue(matter, "device-licence-rejection-notice", Map.of(
                "itemName", item.name(),
                "subject", matter.subject(),
                "receivedOn", matter.receivedOn(),
                "circumstance", circumstance,
                "reason", reason));
    }

    void withdrawal(LicenceMatter matter, ServiceItem item, String reason) {
        issue(matter, "device-licence-withdrawal-notice", Map.of(
                "itemName", item.name(),
                "subject", matter.subject(),
                "withdrawnOn", workingDays.today(),
                "reason", reason));
    }

    /** A licence is granted or refused by a decision; of anything else the applicant is told the result. */
    void decision(LicenceMatter matter, ServiceItem item, boolean granted, String reason) {
        if (item.legalNature() != LegalNature.LICENCE) {
            issue(matter, "device-licence-result-notice", Map.of(
                    "itemName", item.name(),
                    "subject", matter.subject(),
                    "result", granted ? "予以办理" : "不予办理",
                    "reason", granted ? "符合规定。" : reason,
                    "decidedOn", workingDays.today()));
        } else if (granted) {
            issue(matter, "device-licence-grant", Map.of(
                    "itemName", item.name(), "subject", matter.subject(), "decidedOn", workingDays.today()));
        } else {
            issue(matter, "device-licence-refusal", Map.of(
                    "itemName", item.name(),
                    "subject", matter.subject(),
                    "reason", reason,
                    "decidedOn", workingDays.today()));
        }
    }

    private void issue(LicenceMatter matter, String template, Map<String, Object> data) {
        CaseId caseId = matter.caseId();
        documents.issue(caseId, template, data);
    }
}
