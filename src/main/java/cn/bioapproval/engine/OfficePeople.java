package cn.bioapproval.engine;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The people of the office as the office itself sees them: who is in which group, who heads it, where mail reaches them. */
@Service
public class OfficePeople {

    private final ObjectProvider<IdentityService> identity;
    private final Map<String, String> heads;

    OfficePeople(ObjectProvider<IdentityService> identity) {
        this.identity = identity;
        this.heads = Organisation.groups().stream()
                .filter(group -> group.head() != null)
                .collect(Collectors.toUnmodifiableMap(
                        Organisation.GroupEntry::id, group -> Objects.requireNonNull(group.head())));
    }

    /** The administrators' group. */
    public static String administrators() {
        return Groups.CAMUNDA_ADMIN;
    }

    /** Group → group of its heads, for those that have one. */
    public Map<String, String> heads() {
        return heads;
    }

    /** The groups the user is in. */
    public List<String> groupsOf(String userId) {
        return identity.getObject().createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .sorted()
                .toList();
    }

    /** Whether anybody is in the group. */
    public boolean hasMembers(String group) {
        return identity.getObject().createUserQuery().memberOfGroup(group).count() > 0;
    }

    /** E-mail addresses of these users, without those who have none. */
    public Set<String> mailOf(Collection<String> userIds) {
        return userIds.isEmpty()
                ? Set.of()
                : addresses(identity.getObject()
                        .createUserQuery()
                        .userIdIn(userIds.toArray(String[]::new))
                        .list());
    }

    /** E-mail addresses of the members of these groups, without those who have none. */
    public Set<String> mailOfMembers(Collection<String> groupIds) {
        Set<String> all = new LinkedHashSet<>();
        groupIds.forEach(group -> all.addAll(
                addresses(identity.getObject().createUserQuery().memberOfGroup(group).list())));
        return all;
    }

    private static Set<String> addresses(List<User> users) {
        return users.stream()
                .map(User::getEmail)
                .filter(address -> address != null && !address.isBlank())
                .map(String::strip)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
