package cn.bioapproval.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first administrator, created at the first start on an external database; needed only until there is one.
 *
 * @param user     user id
 * @param password at least twelve characters; change it after the first sign-in
 */
@ConfigurationProperties("bioapproval.administrator")
record AdministratorProperties(@Nullable String user, @Nullable String password) {}
