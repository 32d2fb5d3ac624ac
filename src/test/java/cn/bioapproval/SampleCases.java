package cn.bioapproval;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.CaseEvent;
import cn.bioapproval.cases.CaseId;
import cn.bioapproval.cases.NewCase;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cases and events as procedures make them. */
public final class SampleCases {

    private SampleCases() {}

    public static NewCase application(@Nullable String email) {
        return new NewCase(
                "xm-clinical-center-acceptance",
                "LCZX",
                "clinical-center-acceptance",
                "厦门市心血管疾病临床医学研究中心验收",
                "厦门大学附属第一医院",
                "12350200426600329P",
                email);
    }

    /** Something that happened in a procedure. */
    public record Happening(CaseId caseId, String type, Instant occurredAt, Actor actor, Map<String, Object> facts)
            implements CaseEvent {}
}
