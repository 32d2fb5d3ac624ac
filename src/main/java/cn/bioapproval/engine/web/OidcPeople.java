package cn.bioapproval.engine.web;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Recognises whom the OpenID provider vouches for, as a user of the office. */
final class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** Error code of a refused sign-in: the provider knows this person, the office does not. */
    static final String UNKNOWN = "unknown_user";

    private static final Pattern USER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._@-]{0,63}");

    private final OAuth2UserService<OidcUserRequest, OidcUser> provider;
    private final IdentityService identity;
    private final OidcProperties properties;

    OidcPeople(
            OAuth2UserService<OidcUserRequest, OidcUser> provider,
            IdentityService identity,
            OidcProperties properties) {
        this.provider = provider;
        this.identity = identity;
        this.properties = properties;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser vouchedFor = provider.loadUser(request);
        String user = vouchedFor.getClaimAsString(properties.userClaim());
        if (user == null || !USER.matcher(user).matches()) {
            throw unknown();
        }
        if (identity.createUserQuery().userId(user).count() == 0) {
            if (!properties.createUsers()) {
                throw unknown();
            }
            create(user, vouchedFor.getClaimAsString(properties.nameClaim()));
        }
        if (properties.groupsClaim() != null) {
            bringInLine(user, vouchedFor.getClaimAsStringList(properties.groupsClaim()));
        }
        return new DefaultOidcUser(
                List.of(), vouchedFor.getIdToken(), vouchedFor.getUserInfo(), properties.userClaim());
    }

    /** With a password that nobody knows: such a user signs in at the provider only. */
    private void create(String id, @Nullable String name) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        User user = identity.newUser(id);
        user.setFirstName(name == null || name.isBlank() || name.length() > 100 ? id : name.strip());
        user.setLastName("");
        user.setPassword(HexFormat.of().formatHex(random));
        identity.saveUser(user);
    }

    private void bringInLine(String user, @Nullable Collection<String> claimed) {
        Set<String> now = new HashSet<>();
        identity.createGroupQuery().groupMember(user).list().forEach(group -> now.add(group.getId()));
        Set<String> wanted = new HashSet<>();
        if (claimed != null) {
            List<String> named = claimed.stream().filter(Objects::nonNull).toList();
            identity.createGroupQuery().list().stream()
                    .map(Group::getId)
                    .filter(named::contains)
                    .forEach(wanted::add);
        }
        now.stream().filter(group -> !wanted.contains(group)).forEach(group -> identity.deleteMembership(user, group));
        wanted.stream().filter(group -> !now.contains(group)).forEach(group -> identity.createMembership(user, group));
    }

    private static OAuth2AuthenticationException unknown() {
        return new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN));
    }
}
