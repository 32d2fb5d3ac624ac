package cn.bioapproval.engine;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One verb as the engine room does it.
 *
 * @param allowed refuses, with the reason, when it cannot be used here, whatever is filled in
 * @param fields  what has to be filled in
 * @param plan    what it would do with what was filled in; refuses when that cannot be done
 */
record VerbAct(
        Verb verb,
        Consumer<VerbSubject> allowed,
        Function<VerbSubject, List<Verbs.Field>> fields,
        BiFunction<VerbSubject, VerbArguments, VerbPlan> plan) {

    /** Verbs that belong together. */
    interface Family {
        List<VerbAct> acts();
    }
}
