package cn.bioapproval.engine;

import cn.bioapproval.identity.Unit;
import cn.bioapproval.identity.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whom of the office a task or a copy of it can be given to. */
@Component
class Colleagues {

    private static final String EXPERT = "expert";

    private final ObjectProvider<IdentityService> identity;
    private final TaskRights rights;
    private final Units units;

    Colleagues(ObjectProvider<IdentityService> identity, TaskRights rights, Units units) {
        this.units = units;
        this.identity = identity;
        this.rights = rights;
    }

    /** Who could do this task instead of its assignee: members of its groups, without those who may not. */
    List<Verbs.Option> whoMayDo(TaskEntity task) {
        return offeredTo(task, task.getAssignee()).stream()
                .filter(user -> rights.standsAgainst(task, user.value()).isEmpty())
                .toList();
    }

    /** Members of the groups that this task is offered to, whether they may do it or not. */
    List<Verbs.Option> offeredTo(TaskEntity task, @Nullable String butPerson) {
        Stream<String> groups =
                task.getCandidates().stream().map(IdentityLink::getGroupId).filter(Objects::nonNull);
        return members(groups).entrySet().stream()
                .filter(user -> !user.getKey().equals(butPerson))
                .map(user -> new Verbs.Option(user.getKey(), user.getValue()))
                .toList();
    }

    /** Everybody of the office but this person. */
    List<Verbs.Option> everybodyBut(String person) {
        Stream<String> groups = Organisation.groups().stream()
                .map(Organisation.GroupEntry::id)
                .filter(group -> !group.equals(EXPERT));
        return options(members(groups), person);
    }

    /** Everybody who can be substituted: who is in a group whose work others may do. */
    List<Verbs.Option> substitutable() {
        return options(members(lendableGroups()), "");
    }

    /** Who can substitute this person: members of the same unit, without herself. */
    List<Verbs.Option> substitutesFor(String person) {
        Set<String> units = unitsOf(rights.lendable(person));
        return options(members(lendableGroups().filter(group -> units.contains(unitOf(group)))), person);
    }

    private static List<Verbs.Option> options(Map<String, String> members, String without) {
        return members.entrySet().stream()
                .filter(user -> !user.getKey().equals(without))
                .map(user -> new Verbs.Option(user.getKey(), user.getValue()))
                .toList();
    }

    private Stream<String> lendableGroups() {
        return identity.getObject().createGroupQuery().orderByGroupId().asc().list().stream()
                .map(Group::getId)
                .filter(group -> !TaskRights.IN_PERSON.contains(group));
    }

    private Set<String> unitsOf(Set<String> groups) {
        return groups.stream().map(this::unitOf).collect(Collectors.toSet());
    }

    /** The unit at the top above the group; a group that is no unit stands for itself. */
    private String unitOf(String group) {
        String unit = group;
        for (Optional<String> above = parent(unit); above.isPresent(); above = parent(unit)) {
            unit = above.get();
        }
        return unit;
    }

    private Optional<String> parent(String unit) {
        return units.find(unit).map(Unit::parent);
    }

    /** User id → name and groups, as people know them. */
    private Map<String, String> members(Stream<String> groups) {
        IdentityService service = identity.getObject();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, List<String>> groupNames = new LinkedHashMap<>();
        groups.forEach(id -> {
            Group group = service.createGroupQuery().groupId(id).singleResult();
            for (User user : service.createUserQuery().memberOfGroup(id).list()) {
                names.put(user.getId(), name(user));
                groupNames
                        .computeIfAbsent(user.getId(), any -> new ArrayList<>())
                        .add(group == null ? id : group.getName());
            }
        });
        names.replaceAll((id, name) -> name + "（" + String.join("、", groupNames.get(id)) + "）");
        return names;
    }

    private static String name(User user) {
        String name = (text(user.getFirstName()) + " " + text(user.getLastName())).strip();
        return name.isEmpty() ? user.getId() : name;
    }

    private static String text(String name) {
        return name == null ? "" : name;
    }
}
