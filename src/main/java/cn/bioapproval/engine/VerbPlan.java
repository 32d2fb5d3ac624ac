package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import java.util.List;
import java.util.Map;

/**
 * What a use of a verb would do. Computed without touching anything; the same computation is made again, under the lock of
 * the case, right before it is done.
 *
 * @param actor     in whose name it is done
 * @param taskId    the task it concerns, for the record
 * @param effects   what happens, one Chinese sentence each
 * @param cancelled names of the tasks that end without being done
 * @param branches  what becomes of parallel branches, one Chinese sentence each
 * @param clock     what happens to the time limit, in Chinese
 * @param facts     what listeners and message templates may use beside reason and step
 * @param action    does it
 */
record VerbPlan(
        Actor actor,
        String taskId,
        List<String> effects,
        List<String> cancelled,
        List<String> branches,
        String clock,
        Map<String, Object> facts,
        Runnable action) {

    static final String CLOCK_UNTOUCHED = "办理时限不受影响。";

    /** A plan that touches neither tokens nor clock. */
    static VerbPlan simple(Actor actor, String taskId, List<String> effects, Map<String, Object> facts, Runnable action) {
        return new VerbPlan(actor, taskId, effects, List.of(), List.of(), CLOCK_UNTOUCHED, facts, action);
    }

    Verbs.Preview preview() {
        return new Verbs.Preview(effects, cancelled, branches, clock, null);
    }
}
