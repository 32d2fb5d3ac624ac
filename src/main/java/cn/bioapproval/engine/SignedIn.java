package cn.bioapproval.engine;

import cn.bioapproval.cases.Actor;
import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Service;

/**
 * Who is signed in during this request: at {@code /engine-rest/**}, {@code /api/**} and the interface of the webapps. For
 * rooms that answer requests themselves.
 */
@Service
public class SignedIn {

    private static final String AUDITOR = "auditor";

    private final IdentityService identity;

    SignedIn(IdentityService identity) {
        this.identity = identity;
    }

    /**
     * A person and the groups she is in.
     *
     * @param id     user id
     * @param groups group ids
     */
    public record Person(String id, List<String> groups) {

        public boolean isAdministrator() {
            return groups.contains(Groups.CAMUNDA_ADMIN);
        }

        /** Whether she reads every case: administrators and auditors do. */
        public boolean readsEverything() {
            return isAdministrator() || groups.contains(AUDITOR);
        }
    }

    /**
     * The person.
     *
     * @throws Refusal {@code ERR_NOT_PERMITTED} if nobody is signed in
     */
    public Person person() {
        Authentication person = identity.getCurrentAuthentication();
        if (person == null || person.getUserId() == null) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "请先登录。");
        }
        return new Person(person.getUserId(), person.getGroupIds() == null ? List.of() : person.getGroupIds());
    }

    /**
     * The person, who must be an administrator.
     *
     * @throws Refusal {@code ERR_NOT_PERMITTED} if she is not
     */
    public Person administrator() {
        Person person = person();
        if (!person.isAdministrator()) {
            throw Refusal.forbidden(RefusalCode.NOT_PERMITTED, "只有系统管理员可以进行此项操作。");
        }
        return person;
    }

    /** The name people know a user by; the id when the user is unknown. */
    public String nameOf(String userId) {
        if (userId.equals(Actor.APPLICANT.userId())) {
            return "申请人";
        }
        User user = identity.createUserQuery().userId(userId).singleResult();
        if (user == null) {
            return userId;
        }
        String name = (text(user.getFirstName()) + " " + text(user.getLastName())).strip();
        return name.isEmpty() ? userId : name;
    }

    /** The name people know a group by; the id when the group is unknown. */
    public String groupName(String groupId) {
        Group group = identity.createGroupQuery().groupId(groupId).singleResult();
        return group == null || text(group.getName()).isEmpty() ? groupId : group.getName();
    }

    private static String text(String name) {
        return name == null ? "" : name;
    }
}
