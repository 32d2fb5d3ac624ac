package cn.bioapproval.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person may work on today in the place of others (代理): tasks that these users have, and tasks offered to these
 * groups, which are the users' own.
 *
 * @param procedure process definition key it is limited to; {@code null} for all
 */
record Lent(@Nullable String procedure, Set<String> users, Set<String> groups) {}
