package cn.bioapproval.experts;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The pool of experts (专家库). */
@Service
@Transactional
public class ExpertPool {

    private final ExpertRepository experts;

    ExpertPool(ExpertRepository experts) {
        this.experts = experts;
    }

    /** Enters an expert, or brings the entry with that user id up to date and makes it active again. */
    public Expert enter(NewExpert expert) {
        Expert entry = experts.findByUserId(expert.userId()).orElseGet(() -> experts.save(new Expert(expert)));
        entry.become(expert);
        return entry;
    }

    /** Takes an expert out of future draws; panels that sit already are not touched. */
    public void retire(String userId) {
        experts.findByUserId(userId)
                .orElseThrow(() -> Refusal.notFound(RefusalCode.REQUEST_INVALID, "专家库中没有用户“" + userId + "”。"))
                .retire();
    }

    /** Everybody in the pool, retired ones too. */
    @Transactional(readOnly = true)
    public List<Expert> all() {
        return experts.findAllByOrderById();
    }
}
