package cn.bioapproval.clinicalcenter.process;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.clinicalcenter.ClinicalCenters;
import java.util.List;
import org.springframework.stereotype.Component;

/** For the model: which experts are asked next. */
@Component("clinicalCenterPanel")
public class ClinicalCenterPanel {

    private final ClinicalCenters centers;
    private final Filed filed;

    ClinicalCenterPanel(ClinicalCenters centers, Filed filed) {
        this.centers = centers;
        this.filed = filed;
    }

    /** User ids of the panel's experts who still owe an opinion. */
    public List<String> awaiting(long caseId) {
        CaseId id = CaseId.of(caseId);
        return centers.expertsAwaited(id, filed.opinions(id));
    }
}
