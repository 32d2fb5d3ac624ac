package cn.bioapproval.engine;

import cn.bioapproval.database.DataHome;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The people and groups of the office: groups always, demonstration users only on the application's own database, and
 * otherwise the first administrator from a property. Without any administrator the application refuses to start.
 */
@Component
class Organisation {

    /** Password of all demonstration users. */
    static final String DEMO_PASSWORD = "demo-Xm2026";

    /** Nobody's: the domain is reserved (RFC 2606). */
    private static final String DEMO_MAIL = "@bio-approval.example";

    private static final Logger log = LoggerFactory.getLogger(Organisation.class);
    private static final int SHORTEST_PASSWORD = 12;

    /**
     * A group of the office.
     *
     * @param head the group of its heads, who are told what is overdue; {@code null} if it has none
     */
    record GroupEntry(String id, String name, @Nullable String head) {}

    record UserEntry(String id, String name, List<String> groups, String story) {}

    private final IdentityService identity;
    private final DataHome home;
    private final AdministratorProperties administrator;

    Organisation(ProcessEngine engine, DataHome home, AdministratorProperties administrator) {
        this.identity = engine.getIdentityService();
        this.home = home;
        this.administrator = administrator;
    }

    void create() {
        createGroup(Groups.CAMUNDA_ADMIN, "系统管理员", Groups.GROUP_TYPE_SYSTEM);
        groups().forEach(group -> createGroup(group.id(), group.name(), Groups.GROUP_TYPE_WORKFLOW));
        if (home.embedded()) {
            demoUsers().forEach(user -> createUser(user.id(), user.name(), DEMO_PASSWORD, user.groups()));
        } else {
            requireAdministrator();
        }
    }

    static List<GroupEntry> groups() {
        return yaml("organisation/groups.yaml", new TypeReference<>() {});
    }

    static List<UserEntry> demoUsers() {
        return yaml("organisation/demo-users.yaml", new TypeReference<>() {});
    }

    static <T> T yaml(String resource, TypeReference<T> type) {
        try (InputStream content = new ClassPathResource(resource).getInputStream()) {
            return new ObjectMapper(new YAMLFactory()).readValue(content, type);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private void requireAdministrator() {
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0) {
            return;
        }
        String user = administrator.user();
        String password = administrator.password();
        if (user == null || user.isBlank() || password == null || password.length() < SHORTEST_PASSWORD) {
            throw new IllegalStateException(
                    """
                    The database has no administrator. Set bioapproval.administrator.user and \
                    bioapproval.administrator.password (at least %d characters) for the first start. \
                    数据库中没有管理员，请在首次启动时设置上述两个参数。"""
                            .formatted(SHORTEST_PASSWORD));
        }
        createUser(user, "系统管理员", password, List.of(Groups.CAMUNDA_ADMIN));
        log.info("First administrator '{}' created", user);
    }

    private void createGroup(String id, String name, String type) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(name);
            group.setType(type);
            identity.saveGroup(group);
        }
    }

    private void createUser(String id, String name, String password, List<String> groups) {
        if (identity.createUserQuery().userId(id).count() == 0) {
            User user = identity.newUser(id);
            user.setFirstName(name);
            user.setLastName("");
            user.setPassword(password);
            if (home.embedded()) {
                user.setEmail(id + DEMO_MAIL);
            }
            identity.saveUser(user);
            groups.forEach(group -> identity.createMembership(id, group));
        }
    }
}
