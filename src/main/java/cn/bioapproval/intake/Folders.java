package cn.bioapproval.intake;

import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.TransactionBound;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The folders that the running transaction has opened. */
@Component
class Folders {

    private final SubmissionRows rows;
    private final TransactionBound<Map<CaseId, Folder>> opened = new TransactionBound<>(HashMap::new);

    Folders(SubmissionRows rows) {
        this.rows = rows;
    }

    Folder of(CaseId caseId) {
        return opened.get().computeIfAbsent(caseId, id -> new Folder(id.value(), rows));
    }
}
