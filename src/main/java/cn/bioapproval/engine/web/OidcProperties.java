package cn.bioapproval.engine.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people of an OpenID provider become people of the office. In force only while a client is registered
 * ({@code spring.security.oauth2.client.registration...}).
 *
 * @param userClaim   claim that holds the user id
 * @param nameClaim   claim that holds the name to show, for users who are created
 * @param groupsClaim claim that lists group ids; if set, memberships follow it at each sign-in (only groups that exist
 *                    here count), otherwise memberships are kept here
 * @param createUsers whether someone unknown here is created at the first sign-in; otherwise she is refused
 */
@ConfigurationProperties("bioapproval.oidc")
record OidcProperties(
        @DefaultValue("preferred_username") String userClaim,
        @DefaultValue("name") String nameClaim,
        @Nullable String groupsClaim,
        @DefaultValue("false") boolean createUsers) {}
