package cn.bioapproval.scenarios;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;

/** The people of the office, by name or user id, and acting as one of them. */
final class People {

    private final IdentityService identity;

    People(IdentityService identity) {
        this.identity = identity;
    }

    /** The user id of a person given by user id or by name. */
    String find(String person, Piece at) {
        Map<String, String> names = names();
        if (names.containsKey(person)) {
            return person;
        }
        List<String> ids = names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(person))
                .map(Map.Entry::getKey)
                .toList();
        if (ids.size() == 1) {
            return ids.get(0);
        }
        if (ids.size() > 1) {
            throw at.wrong("有 %d 个人叫“%s”，请写用户名：%s。".formatted(ids.size(), person, String.join("、", ids)));
        }
        List<String> known = new ArrayList<>(names.values());
        known.addAll(names.keySet());
        throw at.wrong("没有“%s”这个人。%s".formatted(person, Nearest.hint(person, known)));
    }

    /** The id of a group given by id or by name. */
    String findGroup(String group, Piece at) {
        Map<String, String> names = groupNames();
        if (names.containsKey(group)) {
            return group;
        }
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(group))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> at.wrong("没有“%s”这个组。%s".formatted(group, Nearest.hint(group, names.values()))));
    }

    boolean isGroup(String text) {
        Map<String, String> names = groupNames();
        return names.containsKey(text) || names.containsValue(text);
    }

    private Map<String, String> names() {
        return identity.createUserQuery().list().stream().collect(Collectors.toMap(
                User::getId,
                user -> ((user.getFirstName() == null ? "" : user.getFirstName())
                                + (user.getLastName() == null ? "" : user.getLastName()))
                        .strip(),
                (one, other) -> one,
                TreeMap::new));
    }

    private Map<String, String> groupNames() {
        return identity.createGroupQuery().list().stream()
                .collect(Collectors.toMap(Group::getId, Group::getName, (one, other) -> one, TreeMap::new));
    }

    /** Members of any of the groups, by user id. */
    List<String> membersOf(Collection<String> groups) {
        return groups.stream()
                .flatMap(group -> identity.createUserQuery().memberOfGroup(group).list().stream())
                .map(User::getId)
                .distinct()
                .sorted()
                .toList();
    }

    String nameOf(String user) {
        String name = names().getOrDefault(user, "");
        return name.isEmpty() ? user : name;
    }

    String groupName(String group) {
        return groupNames().getOrDefault(group, group);
    }

    /** Does something signed in as that person, as a request over HTTP would be. */
    <T> T as(String user, Supplier<T> action) {
        List<String> groups = identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
        identity.setAuthentication(user, groups);
        try {
            return action.get();
        } finally {
            identity.clearAuthentication();
        }
    }
}
