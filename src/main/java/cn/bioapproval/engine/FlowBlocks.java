package cn.bioapproval.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.jspecify.annotations.Nullable;

/**
 * The parallel blocks of one scope of a model (the process, or a subprocess): each fork with the join that closes it and
 * what lies between, branch by branch. A token may be put at a place only so that every join still gets exactly what it
 * waits for; this says what that is. A scope whose forks and joins do not pair up is {@linkplain #isRegular() irregular},
 * and nobody moves tokens in it.
 */
final class FlowBlocks {

    /**
     * A fork and its join.
     *
     * @param inclusive whether the join waits only for those branches that were taken
     * @param branches  the nodes of each branch, without fork and join; a branch may be empty
     */
    record Block(String fork, String join, boolean inclusive, List<Set<String>> branches) {

        boolean contains(String node) {
            return branches.stream().anyMatch(branch -> branch.contains(node));
        }

        /** The branch that a node lies on. */
        Set<String> branchOf(String node) {
            return branches.stream()
                    .filter(branch -> branch.contains(node))
                    .findFirst()
                    .orElseThrow();
        }

        private int size() {
            return branches.stream().mapToInt(Set::size).sum();
        }
    }

    private final List<String> nodes = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Set<String>> next = new LinkedHashMap<>();
    private final Map<String, Set<String>> previous = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final boolean regular;

    FlowBlocks(ScopeImpl scope) {
        List<ActivityImpl> activities = scope.getActivities().stream()
                .filter(activity -> !activity.isTriggeredByEvent())
                .toList();
        for (ActivityImpl activity : activities) {
            numbers.put(activity.getId(), nodes.size());
            nodes.add(activity.getId());
            next.put(activity.getId(), new LinkedHashSet<>());
            previous.put(activity.getId(), new LinkedHashSet<>());
        }
        boolean forksOnlyAtGateways = true;
        for (ActivityImpl activity : activities) {
            List<String> ways = waysOut(scope, activity);
            if (ways.size() > 1 && !isGateway(activity)) {
                forksOnlyAtGateways = false;
            }
            ways.forEach(destination -> link(activity.getId(), destination));
            ScopeImpl host = activity.getEventScope();
            if (host instanceof ActivityImpl attached && numbers.containsKey(attached.getId())) {
                link(attached.getId(), activity.getId());
                if (activity.getActivityStartBehavior() == ActivityStartBehavior.CONCURRENT_IN_FLOW_SCOPE) {
                    forksOnlyAtGateways = false;
                }
            }
        }
        regular = forksOnlyAtGateways && findBlocks(activities);
        blocks.sort(Comparator.comparingInt(Block::size).reversed());
    }

    /** Whether every fork has its join. */
    boolean isRegular() {
        return regular;
    }

    /** The blocks that the node lies in, the outermost first. */
    List<Block> blocksOf(String node) {
        return blocks.stream().filter(block -> block.contains(node)).toList();
    }

    boolean contains(String node) {
        return numbers.containsKey(node);
    }

    /** Whether tokens wait here for others. */
    Optional<Block> closedBy(String join) {
        return blocks.stream().filter(block -> block.join().equals(join)).findFirst();
    }

    /** Where the flows out of the node lead, as nodes of this scope: a multi-instance step stands in its body. */
    private static List<String> waysOut(ScopeImpl scope, ActivityImpl node) {
        List<PvmTransition> ways = new ArrayList<>(node.getOutgoingTransitions());
        if (TokenMove.isMultiInstanceBody(node)) {
            node.getActivities().forEach(inner -> ways.addAll(inner.getOutgoingTransitions()));
        }
        return ways.stream()
                .map(way -> atLevel(scope, (ActivityImpl) way.getDestination()).getId())
                .toList();
    }

    private static ActivityImpl atLevel(ScopeImpl scope, ActivityImpl activity) {
        ActivityImpl node = activity;
        while (node.getFlowScope() != scope) {
            node = (ActivityImpl) node.getFlowScope();
        }
        return node;
    }

    private void link(String from, String to) {
        if (numbers.containsKey(from) && numbers.containsKey(to)) {
            next.get(from).add(to);
            previous.get(to).add(from);
        }
    }

    private static boolean isGateway(ActivityImpl activity) {
        return String.valueOf(activity.getProperty("type")).endsWith("Gateway");
    }

    private static boolean isForking(ActivityImpl activity) {
        return isParallel(activity) || isInclusive(activity);
    }

    private static boolean isParallel(ActivityImpl activity) {
        return "parallelGateway".equals(activity.getProperty("type"));
    }

    private static boolean isInclusive(ActivityImpl activity) {
        return "inclusiveGateway".equals(activity.getProperty("type"));
    }

    /** Pairs forks with joins; {@code false} if one is left over or a branch leads elsewhere. */
    private boolean findBlocks(List<ActivityImpl> activities) {
        Set<String> closing = new HashSet<>();
        for (ActivityImpl fork : activities) {
            if (!isForking(fork) || next.get(fork.getId()).size() < 2) {
                continue;
            }
            Optional<ActivityImpl> join = closing(fork, activities);
            if (join.isEmpty() || !closing.add(join.get().getId())) {
                return false;
            }
            Optional<Block> block = block(fork, join.get());
            if (block.isEmpty()) {
                return false;
            }
            blocks.add(block.get());
        }
        return activities.stream()
                .filter(FlowBlocks::isForking)
                .filter(gateway -> gateway.getIncomingTransitions().size() > 1)
                .allMatch(gateway -> closing.contains(gateway.getId()));
    }

    /** The first node that every way from the fork comes by, if it is a join of the same kind. */
    private Optional<ActivityImpl> closing(ActivityImpl fork, List<ActivityImpl> activities) {
        Set<String> common = null;
        for (String first : next.get(fork.getId())) {
            Set<String> passed = alwaysPassed(first, fork.getId());
            if (common == null) {
                common = passed;
            } else {
                common.retainAll(passed);
            }
        }
        if (common == null) {
            return Optional.empty();
        }
        // Of the common nodes, the one that none of the others has to be passed before.
        for (ActivityImpl candidate : activities) {
            if (!common.contains(candidate.getId())) {
                continue;
            }
            Set<String> before = reachable(fork.getId(), candidate.getId());
            boolean first = common.stream()
                    .filter(other -> !other.equals(candidate.getId()))
                    .noneMatch(before::contains);
            if (first) {
                boolean sameKind = isParallel(fork) ? isParallel(candidate) : isInclusive(candidate);
                return sameKind ? Optional.of(candidate) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Nodes without which no end can be reached from here; nothing if no end can be reached at all. */
    private Set<String> alwaysPassed(String from, String fork) {
        Set<String> always = new HashSet<>();
        if (!reachesEnd(from, null)) {
            return always;
        }
        for (String node : nodes) {
            if (!node.equals(fork) && (node.equals(from) || !reachesEnd(from, node))) {
                always.add(node);
            }
        }
        return always;
    }

    private boolean reachesEnd(String from, @Nullable String without) {
        if (from.equals(without)) {
            return false;
        }
        return reachableWithout(from, without).stream().anyMatch(node -> next.get(node).isEmpty());
    }

    /** Nodes on ways from the fork that do not go through the join; with the fork itself only if a way comes back to it. */
    private Set<String> reachable(String fork, String join) {
        Set<String> found = new HashSet<>();
        for (String first : next.get(fork)) {
            if (!first.equals(join)) {
                found.addAll(reachableWithout(first, join));
            }
        }
        return found;
    }

    private Set<String> reachableWithout(String from, @Nullable String without) {
        BitSet seen = new BitSet();
        List<String> open = new ArrayList<>(List.of(from));
        Set<String> found = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String node = open.remove(open.size() - 1);
            if (node.equals(without) || seen.get(numbers.get(node))) {
                continue;
            }
            seen.set(numbers.get(node));
            found.add(node);
            open.addAll(next.get(node));
        }
        return found;
    }

    private Optional<Block> block(ActivityImpl fork, ActivityImpl join) {
        List<Set<String>> branches = new ArrayList<>();
        Set<String> all = new HashSet<>();
        for (String first : next.get(fork.getId())) {
            Set<String> branch = first.equals(join.getId()) ? Set.of() : reachableWithout(first, join.getId());
            long arrivals = branch.isEmpty()
                    ? 1
                    : previous.get(join.getId()).stream().filter(branch::contains).count();
            boolean apart = branch.stream().noneMatch(all::contains) && !branch.contains(fork.getId());
            boolean enteredOnlyHere = branch.stream()
                    .allMatch(node -> previous.get(node).stream()
                            .allMatch(before -> branch.contains(before) || before.equals(fork.getId())));
            boolean leftOnlyThere = branch.stream().noneMatch(node -> next.get(node).isEmpty());
            if (!apart || !enteredOnlyHere || !leftOnlyThere || arrivals != 1) {
                return Optional.empty();
            }
            all.addAll(branch);
            branches.add(branch);
        }
        return join.getIncomingTransitions().size() == branches.size()
                        && fork.getOutgoingTransitions().size() == branches.size()
                ? Optional.of(new Block(fork.getId(), join.getId(), isInclusive(fork), List.copyOf(branches)))
                : Optional.empty();
    }
}
