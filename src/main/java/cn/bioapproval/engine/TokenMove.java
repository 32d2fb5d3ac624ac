package cn.bioapproval.engine;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.jspecify.annotations.Nullable;

/**
 * How the case gets back to a step so that every join still gets exactly what it waits for. A value: it is computed from
 * the running instance and touches nothing; {@link #execute} then does what it says.
 *
 * <p>The instance is read from the outside in, scope by scope and parallel block by parallel block, as long as the step
 * lies where a token is. Where the way parts, that one place is moved: what stands there is cancelled, the step is begun,
 * and where the step lies inside parallel blocks that had been left, a token is put at their joins for each other branch,
 * which stays done. Branches beside it are not touched. A multi-instance part that had been left is begun as a whole.
 *
 * @param start      the activity to begin before; a multi-instance body for a multi-instance step or part
 * @param ancestor   the scope instance to begin it in
 * @param cancelled  instances that end, with all that is in them
 * @param fills      tokens for branches that stay done
 * @param elements   user tasks, and calls of parts, whose work, done since, no longer counts
 * @param whole      whether a multi-instance part is begun anew as a whole instead of the step alone
 * @param insideMany whether it happens inside one instance of a multi-instance part that goes on
 */
record TokenMove(
        String start,
        String ancestor,
        List<ActivityInstance> cancelled,
        List<Fill> fills,
        Set<String> elements,
        boolean whole,
        boolean insideMany) {

    /**
     * Tokens at a join.
     *
     * @param scope the scope's activity if it is only born by the move; {@code null} if it stands already
     */
    record Fill(@Nullable String scope, String instance, String join, int tokens) {}

    private static final String BODY = "#multiInstanceBody";
    private static final Map<String, Map<String, FlowBlocks>> KNOWN = new ConcurrentHashMap<>();
    private static final int DEFINITIONS_KEPT = 200;
    private static final Set<String> WORK = Set.of("userTask", "callActivity");

    /**
     * Computes the move.
     *
     * @param tree    the running instance
     * @param step    the user task to go back to
     * @param source  the activity instance from which it is asked for; says which of many instances is meant
     * @throws Refusal {@code ERR_CASE_STATE} with the reason, if no safe way back exists
     */
    static TokenMove to(
            ProcessDefinitionImpl process, ActivityInstance tree, ActivityImpl step, @Nullable String source) {
        return new Search(process, tree, step, source).run();
    }

    private static final class Search {

        private final ProcessDefinitionImpl process;
        private final ActivityImpl step;
        private final Set<String> aboveSource;
        private final List<ActivityImpl> path;
        private final ActivityInstance root;
        private boolean insideMany;

        Search(ProcessDefinitionImpl process, ActivityInstance tree, ActivityImpl step, @Nullable String source) {
            this.process = process;
            this.step = step;
            this.root = tree;
            this.path = path(process, step);
            this.aboveSource = new HashSet<>();
            if (source != null) {
                above(tree, source, aboveSource);
            }
        }

        TokenMove run() {
            ActivityInstance scopeInstance = root;
            ScopeImpl scope = process;
            for (int level = 0; level < path.size(); level++) {
                ActivityImpl node = path.get(level);
                FlowBlocks flow = flow(scope);
                if (!flow.isRegular() || !flow.contains(node.getId())) {
                    throw impossible("流程在这一段的并行分支不成对，系统无法保证退回后各分支都能汇合，请按流程继续办理。");
                }
                if (scopeInstance.getChildTransitionInstances().length > 0) {
                    throw impossible("系统正在后台处理本办件的自动步骤，请稍后再试。");
                }
                List<ActivityInstance> tokens = Arrays.stream(scopeInstance.getChildActivityInstances())
                        .filter(child -> flow.contains(child.getActivityId()))
                        .toList();
                List<FlowBlocks.Block> blocks = flow.blocksOf(node.getId());
                Set<String> region = null;
                for (int i = 0; i < blocks.size(); i++) {
                    FlowBlocks.Block block = blocks.get(i);
                    List<ActivityInstance> inBlock = tokens.stream()
                            .filter(token -> isIn(block, token))
                            .toList();
                    if (inBlock.isEmpty()) {
                        return move(level, scopeInstance, onePlace(flow, region, tokens), blocks, i, region);
                    }
                    if (inBlock.size() < tokens.size()) {
                        throw unclear();
                    }
                    region = block.branchOf(node.getId());
                    Set<String> branch = region;
                    List<ActivityInstance> inBranch = tokens.stream()
                            .filter(token -> branch.contains(token.getActivityId()))
                            .toList();
                    if (inBranch.isEmpty()) {
                        return move(level, scopeInstance, arrived(block, tokens), blocks, i + 1, region);
                    }
                    tokens = inBranch;
                }
                List<ActivityInstance> here = tokens.stream()
                        .filter(token -> token.getActivityId().equals(node.getId()))
                        .toList();
                if (here.isEmpty()) {
                    return move(level, scopeInstance, onePlace(flow, region, tokens), blocks, blocks.size(), region);
                }
                if (tokens.size() > 1) {
                    throw unclear();
                }
                if (level == path.size() - 1) {
                    throw impossible("步骤“" + nameOf(step) + "”正在办理中，不需要退回。");
                }
                scopeInstance = inner(here.get(0), node);
                scope = node.isScope() && isMultiInstanceBody(node) ? node.getActivities().get(0) : node;
            }
            throw new IllegalStateException("No way to " + step.getId());
        }

        /** The instance to look into: of a multi-instance part the one that the source is in. */
        private ActivityInstance inner(ActivityInstance found, ActivityImpl node) {
            if (!isMultiInstanceBody(node)) {
                return found;
            }
            insideMany = true;
            List<ActivityInstance> instances = List.of(found.getChildActivityInstances());
            List<ActivityInstance> ofSource = instances.stream()
                    .filter(instance -> aboveSource.contains(instance.getId()))
                    .toList();
            if (ofSource.size() == 1) {
                return ofSource.get(0);
            }
            if (instances.size() == 1 && aboveSource.isEmpty()) {
                return instances.get(0);
            }
            throw impossible("步骤“" + nameOf(step) + "”在多份并行办理的环节内，只能由同一份的办理人退回。");
        }

        private TokenMove move(
                int level,
                ActivityInstance scopeInstance,
                List<ActivityInstance> cancelled,
                List<FlowBlocks.Block> blocks,
                int fromBlock,
                @Nullable Set<String> region) {
            List<Fill> fills = new ArrayList<>();
            fill(fills, null, scopeInstance.getId(), blocks.subList(fromBlock, blocks.size()));
            int last = level;
            while (last < path.size() - 1 && !isMultiInstanceBody(path.get(last))) {
                ActivityImpl born = path.get(last);
                last++;
                fill(fills, born.getId(), "", flow(born).blocksOf(path.get(last).getId()));
            }
            ActivityImpl start = path.get(last);
            return new TokenMove(
                    start.getId(),
                    scopeInstance.getId(),
                    cancelled,
                    List.copyOf(fills),
                    Set.copyOf(affected(level, blocks, fromBlock, region)),
                    isMultiInstanceBody(start),
                    insideMany);
        }

        private static void fill(
                List<Fill> fills, @Nullable String scope, String instance, List<FlowBlocks.Block> blocks) {
            blocks.stream()
                    .filter(block -> !block.inclusive())
                    .forEach(block ->
                            fills.add(new Fill(scope, instance, block.join(), block.branches().size() - 1)));
        }

        /** The work in the region that the move is in; other branches that stay done are left out. */
        private Set<String> affected(
                int level, List<FlowBlocks.Block> blocks, int fromBlock, @Nullable Set<String> region) {
            ScopeImpl scope = level == 0 ? process : path.get(level).getFlowScope();
            String node = path.get(level).getId();
            Set<String> found = new LinkedHashSet<>();
            for (ActivityImpl activity : scope.getActivities()) {
                boolean inRegion = region == null || region.contains(activity.getId());
                boolean besideIt = blocks.subList(fromBlock, blocks.size()).stream()
                        .anyMatch(block -> block.contains(activity.getId())
                                && !block.branchOf(node).contains(activity.getId()));
                if (inRegion && !besideIt) {
                    work(activity).forEach(found::add);
                }
            }
            return found;
        }

        /** All tokens of a region; they must be at one place, or nobody knows what belongs together. */
        private List<ActivityInstance> onePlace(
                FlowBlocks flow, @Nullable Set<String> region, List<ActivityInstance> tokens) {
            if (tokens.isEmpty()) {
                throw unclear();
            }
            if (tokens.size() > 1) {
                Optional<FlowBlocks.Block> around = Stream.concat(
                                flow.blocksOf(tokens.get(0).getActivityId()).stream(),
                                flow.closedBy(tokens.get(0).getActivityId()).stream())
                        .filter(block -> region == null || region.contains(block.fork()))
                        .filter(block -> tokens.stream().allMatch(token -> isIn(block, token)))
                        .findFirst();
                if (around.isEmpty()) {
                    throw unclear();
                }
            }
            return tokens;
        }

        /** The one token with which the branch arrived at its join. */
        private List<ActivityInstance> arrived(FlowBlocks.Block block, List<ActivityInstance> tokens) {
            List<ActivityInstance> waiting = tokens.stream()
                    .filter(token -> token.getActivityId().equals(block.join()))
                    .toList();
            long done = block.branches().stream()
                    .filter(branch -> tokens.stream().noneMatch(token -> branch.contains(token.getActivityId())))
                    .count();
            if (waiting.size() == done) {
                return waiting.subList(0, 1);
            }
            if (block.inclusive() && waiting.isEmpty()) {
                return List.of();
            }
            throw unclear();
        }

        private static boolean isIn(FlowBlocks.Block block, ActivityInstance token) {
            return block.contains(token.getActivityId()) || block.join().equals(token.getActivityId());
        }

        private FlowBlocks flow(ScopeImpl scope) {
            if (KNOWN.size() > DEFINITIONS_KEPT) {
                KNOWN.clear();
            }
            return KNOWN.computeIfAbsent(process.getId(), any -> new ConcurrentHashMap<>())
                    .computeIfAbsent(scope.getId(), any -> new FlowBlocks(scope));
        }
    }

    /** Moves the tokens. */
    void execute(RuntimeService runtime, String processInstanceId) {
        fills.stream()
                .filter(fill -> fill.scope() == null)
                .forEach(fill -> put(runtime, processInstanceId, fill, fill.instance()));
        Set<String> before = new HashSet<>();
        ids(runtime.getActivityInstance(processInstanceId), before);
        runtime.createProcessInstanceModification(processInstanceId)
                .startBeforeActivity(start, ancestor)
                .execute();
        for (Fill fill : fills) {
            if (fill.scope() != null) {
                born(runtime.getActivityInstance(processInstanceId), fill.scope(), before)
                        .ifPresent(instance -> put(runtime, processInstanceId, fill, instance.getId()));
            }
        }
        for (ActivityInstance instance : cancelled) {
            runtime.createProcessInstanceModification(processInstanceId)
                    .cancelActivityInstance(instance.getId())
                    .execute();
        }
    }

    private static void put(RuntimeService runtime, String processInstanceId, Fill fill, String scopeInstance) {
        for (int token = 0; token < fill.tokens(); token++) {
            runtime.createProcessInstanceModification(processInstanceId)
                    .startBeforeActivity(fill.join(), scopeInstance)
                    .execute();
        }
    }

    /** Everything that stands in the cancelled instances, down to the leaves. */
    Stream<ActivityInstance> cancelledLeaves() {
        return cancelled.stream().flatMap(TokenMove::leaves);
    }

    static Stream<ActivityInstance> leaves(ActivityInstance instance) {
        ActivityInstance[] children = instance.getChildActivityInstances();
        return children.length == 0 ? Stream.of(instance) : Arrays.stream(children).flatMap(TokenMove::leaves);
    }

    static boolean isMultiInstanceBody(ActivityImpl activity) {
        return activity.getId().endsWith(BODY);
    }

    private static Optional<ActivityInstance> born(ActivityInstance tree, String activityId, Set<String> before) {
        if (tree.getActivityId().equals(activityId) && !before.contains(tree.getId())) {
            return Optional.of(tree);
        }
        return Arrays.stream(tree.getChildActivityInstances())
                .flatMap(child -> born(child, activityId, before).stream())
                .findFirst();
    }

    private static void ids(ActivityInstance tree, Set<String> into) {
        into.add(tree.getId());
        Arrays.stream(tree.getChildActivityInstances()).forEach(child -> ids(child, into));
    }

    private static boolean above(ActivityInstance tree, String id, Set<String> into) {
        boolean found = tree.getId().equals(id)
                || Arrays.stream(tree.getChildActivityInstances()).anyMatch(child -> above(child, id, into));
        if (found) {
            into.add(tree.getId());
        }
        return found;
    }

    /** The nodes that lead to the step, one per scope, the outermost first; a multi-instance node is its body. */
    private static List<ActivityImpl> path(ProcessDefinitionImpl process, ActivityImpl step) {
        List<ActivityImpl> path = new ArrayList<>();
        ScopeImpl at = step;
        while (at != process) {
            ActivityImpl activity = (ActivityImpl) at;
            ScopeImpl flowScope = activity.getFlowScope();
            if (flowScope instanceof ActivityImpl body && isMultiInstanceBody(body)) {
                activity = body;
                flowScope = body.getFlowScope();
            }
            if (activity.isTriggeredByEvent()) {
                throw impossible("事件子流程内的步骤不能退回。");
            }
            path.add(0, activity);
            at = flowScope;
        }
        return path;
    }

    private static Stream<String> work(ActivityImpl activity) {
        return WORK.contains(String.valueOf(activity.getProperty("type")))
                ? Stream.of(activity.getId())
                : activity.getActivities().stream().flatMap(TokenMove::work);
    }

    static String nameOf(ActivityImpl step) {
        Object name = step.getProperty("name");
        return name == null ? step.getId() : name.toString();
    }

    private static Refusal unclear() {
        return impossible("流程目前的状态不能确定各并行分支的进度，为避免办件卡在汇合处，系统没有退回；请按流程继续办理。");
    }

    private static Refusal impossible(String why) {
        return Refusal.conflict(RefusalCode.CASE_STATE, why);
    }
}
