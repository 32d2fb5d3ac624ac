package cn.bioapproval.experts;

import cn.bioapproval.cases.CaseId;
import java.util.List;

/**
 * The panel that sits on a case now, replacements considered.
 *
 * @param caseId     the case
 * @param round      1 for the first draw of the case, 2 for the next
 * @param seed       the seed of the draw, for whoever wants to replay it
 * @param members    who sits, in the order of seats; a replacement takes the seat of the one who left
 * @param candidates the pool as it was at the draw, with the reasons of automatic recusals
 */
public record Panel(CaseId caseId, int round, String seed, List<Member> members, List<Candidate> candidates) {

    /** One expert of the panel. */
    public record Member(long expertId, String userId, String name, String unitName, String specialty) {}

    public Panel {
        members = List.copyOf(members);
        candidates = List.copyOf(candidates);
    }

    /** User ids of the members, in the order of seats. */
    public List<String> userIds() {
        return members.stream().map(Member::userId).toList();
    }
}
