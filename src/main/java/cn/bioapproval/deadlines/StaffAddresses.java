package cn.bioapproval.deadlines;

import cn.bioapproval.engine.OfficePeople;
import cn.bioapproval.notifications.AddressBook;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** E-mail addresses of the office's people, as the administrator or the directory keeps them. */
@Component
class StaffAddresses implements AddressBook {

    private final OfficePeople people;

    StaffAddresses(OfficePeople people) {
        this.people = people;
    }

    @Override
    public Collection<String> addresses(Collection<String> userIds, Collection<String> groupIds) {
        Set<String> all = new LinkedHashSet<>(people.mailOf(userIds));
        all.addAll(people.mailOfMembers(groupIds));
        return all;
    }
}
