package cn.bioapproval.engine;

import cn.bioapproval.database.DataHome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The demonstration's people: only on the embedded database. */
@Service
public class DemoUsers {

    /** Password of all of them. */
    public static final String PASSWORD = Organisation.DEMO_PASSWORD;

    private final DataHome home;

    DemoUsers(DataHome home) {
        this.home = home;
    }

    /**
     * A demonstration user.
     *
     * @param id    what she signs in with
     * @param units names of her groups, in Chinese
     * @param story what she does in the demonstration, in Chinese
     */
    public record User(String id, String name, List<String> units, String story) {}

    /** All of them; none with an external database. */
    public List<User> all() {
        if (!home.embedded()) {
            return List.of();
        }
        Map<String, String> names = Organisation.groups().stream()
                .collect(Collectors.toMap(Organisation.GroupEntry::id, Organisation.GroupEntry::name));
        return Organisation.demoUsers().stream()
                .map(user -> new User(
                        user.id(),
                        user.name(),
                        user.groups().stream().map(group -> names.getOrDefault(group, "系统管理员")).toList(),
                        user.story()))
                .toList();
    }
}
