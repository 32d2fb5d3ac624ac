package cn.bioapproval.tasklist;

import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.engine.StandIns;
import cn.bioapproval.identity.Substitution;
import cn.bioapproval.notifications.InAppMessages;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records who stands in for whom (代理), and tells both of them. */
@Service
@Transactional
class Absences {

    private static final String ALL = "全部事项";

    private final StandIns standIns;
    private final InAppMessages messages;
    private final SignedIn signedIn;

    Absences(StandIns standIns, InAppMessages messages, SignedIn signedIn) {
        this.standIns = standIns;
        this.messages = messages;
        this.signedIn = signedIn;
    }

    List<Substitution> appoint(StandIns.Wish wish) {
        List<Substitution> appointed = standIns.appoint(wish);
        String procedures = appointed.stream()
                .map(each -> named(each.procedure(), standIns.procedures()))
                .collect(Collectors.joining("、"));
        Map<String, Object> facts = facts(appointed.get(0), procedures);
        facts.put("reason", wish.reason().strip());
        messages.tell("identity.substitutionAppointed", facts);
        warnThoseLeftAlone(wish);
        return appointed;
    }

    void end(long id) {
        Substitution ended = standIns.end(id);
        messages.tell("identity.substitutionEnded", facts(ended, named(ended.procedure(), standIns.procedures())));
    }

    /** The name of a procedure, or that it is all of them. */
    static String named(@Nullable String procedure, Map<String, String> procedures) {
        return procedure == null ? ALL : procedures.getOrDefault(procedure, procedure);
    }

    private void warnThoseLeftAlone(StandIns.Wish wish) {
        List<String> leftAlone = standIns.leftAlone(wish.principal(), wish.from(), wish.to());
        if (!leftAlone.isEmpty()) {
            messages.tell("identity.substituteAway", Map.of(
                    "away", signedIn.nameOf(wish.principal()),
                    "from", Dates.shown(wish.from()),
                    "to", Dates.shown(wish.to()),
                    "users", leftAlone));
        }
    }

    private Map<String, Object> facts(Substitution substitution, String procedures) {
        LocalDate from = substitution.fromDate();
        Map<String, Object> facts = new HashMap<>();
        facts.put("principal", signedIn.nameOf(substitution.principal()));
        facts.put("deputy", signedIn.nameOf(substitution.deputy()));
        facts.put("from", Dates.shown(from));
        facts.put("to", Dates.shown(substitution.toDate()));
        facts.put("procedures", procedures);
        facts.put("by", signedIn.nameOf(signedIn.person().id()));
        facts.put("users", List.of(substitution.principal(), substitution.deputy()));
        return facts;
    }
}
