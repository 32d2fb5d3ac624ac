package cn.bioapproval.deadlines;

import cn.bioapproval.cases.Case;
import cn.bioapproval.catalog.Catalog;
import cn.bioapproval.catalog.ServiceItem;
import cn.bioapproval.engine.OfficePeople;
import cn.bioapproval.engine.OpenSteps;
import cn.bioapproval.engine.SignedIn;
import cn.bioapproval.identity.Substitutions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who is told: whoever has a step, who stands in for her today, and the heads of the unit. */
@Component
class Listeners {

    private final OfficePeople people;
    private final SignedIn names;
    private final Substitutions substitutions;
    private final Catalog catalog;
    private final DeadlinesProperties settings;
    private final Clock clock;

    Listeners(
            OfficePeople people,
            SignedIn names,
            Substitutions substitutions,
            Catalog catalog,
            DeadlinesProperties settings,
            Clock clock) {
        this.people = people;
        this.names = names;
        this.substitutions = substitutions;
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    /** Facts {@code holder}, {@code users}, {@code groups} and {@code deputies}: those who have one of the steps. */
    Map<String, Object> holders(Collection<OpenSteps.Step> steps) {
        Collection<String> users = new TreeSet<>();
        Collection<String> groups = new TreeSet<>();
        Collection<String> deputies = new TreeSet<>();
        for (OpenSteps.Step step : steps) {
            if (step.assignee() == null) {
                groups.addAll(step.groups());
            }
            Stream.of(Optional.ofNullable(step.assignee()), Optional.ofNullable(step.owner()))
                    .flatMap(Optional::stream)
                    .forEach(user -> {
                        users.add(user);
                        deputies.addAll(substitutions.deputiesOf(user, step.procedure(), LocalDate.now(clock)));
                    });
        }
        deputies.removeAll(users);
        String holder = Stream.concat(
                        users.stream().map(names::nameOf),
                        groups.stream().map(group -> names.groupName(group) + "（尚未认领）"))
                .collect(Collectors.joining("、"));
        Map<String, Object> facts = new HashMap<>();
        facts.put("holder", holder.isEmpty() ? "（没有办理人）" : holder);
        facts.put("users", List.copyOf(users));
        facts.put("groups", List.copyOf(groups));
        facts.put("deputies", List.copyOf(deputies));
        return facts;
    }

    /** The heads of the unit that has the step: of the groups it is offered to, or else of those its holder is in. */
    List<String> headsOf(OpenSteps.Step step) {
        Collection<String> groups =
                step.groups().isEmpty() && step.assignee() != null ? people.groupsOf(step.assignee()) : step.groups();
        return orFallback(heads(groups));
    }

    /** The heads who answer for the whole case: those who may extend its limit, or else the heads of its steps. */
    List<String> headsOf(Case ofCase, Collection<OpenSteps.Step> steps) {
        List<String> heads =
                catalog.find(ofCase.item()).map(ServiceItem::extensionBy).orElse(List.of());
        return orFallback(
                heads.isEmpty() ? heads(steps.stream().flatMap(step -> step.groups().stream()).toList()) : heads);
    }

    private List<String> heads(Collection<String> groups) {
        return groups.stream()
                .flatMap(group -> Optional.ofNullable(
                                settings.heads().getOrDefault(group, people.heads().get(group)))
                        .stream())
                .toList();
    }

    /** A group without members hears nothing. */
    private List<String> orFallback(List<String> heads) {
        List<String> hearing =
                heads.stream().distinct().sorted().filter(people::hasMembers).toList();
        return hearing.isEmpty() ? List.of(settings.fallbackGroup()) : hearing;
    }
}
