package cn.bioapproval.notifications;

import java.util.Collection;

/** Where the people of the office get their e-mail; the room that knows them fills it. */
@FunctionalInterface
public interface AddressBook {

    /** The addresses of these users and of the members of these groups, each once; who has none is left out. */
    Collection<String> addresses(Collection<String> userIds, Collection<String> groupIds);
}
