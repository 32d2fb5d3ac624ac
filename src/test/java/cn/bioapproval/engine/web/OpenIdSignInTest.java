package cn.bioapproval.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.engine.web.Visitor.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in at Tasklist through an OpenID provider, the whole way over HTTP. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.process-engine-name=openid",
            "bioapproval.oidc.create-users=true",
            "bioapproval.oidc.groups-claim=office_groups",
            "spring.security.oauth2.client.registration.office.client-id=office",
            "spring.security.oauth2.client.registration.office.client-secret=secret",
            "spring.security.oauth2.client.registration.office.scope=openid,profile"
        })
@ActiveProfiles("test")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenIdSignInTest {

    private static final Provider PROVIDER = new Provider(Clock.systemUTC());
    private static final String TASKLIST = "/camunda/app/tasklist/openid/";
    private static final String API = "/camunda/api/engine/engine/openid";

    private final IdentityService identity;
    private final int port;

    OpenIdSignInTest(@Autowired IdentityService identity, @LocalServerPort int port) {
        this.identity = identity;
        this.port = port;
    }

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.client.provider.office.issuer-uri", PROVIDER::issuer);
    }

    @AfterEach
    void forget() {
        identity.deleteUser("zhaoli");
    }

    @AfterAll
    static void close() {
        PROVIDER.close();
    }

    @Test
    void whomTheProviderVouchesForIsSignedInAtTasklist() {
        PROVIDER.vouchFor(Map.of(
                "preferred_username", "zhaoli", "name", "赵丽", "office_groups", List.of("wjw", "no-such-group")));
        Visitor browser = Visitor.browsing(port);

        Answer page = browser.get(TASKLIST, "Accept", "text/html");

        assertThat(page.status()).as("%s", page).isEqualTo(200);
        assertThat(page.response().uri().getPath()).isEqualTo(TASKLIST);
        assertThat(identity.createUserQuery().userId("zhaoli").singleResult().getFirstName()).isEqualTo("赵丽");
        assertThat(groups("zhaoli")).containsExactly("wjw");
        assertThat(browser.get("/camunda/api/admin/auth/user/openid").body()).contains("zhaoli");
        assertThat(browser.get(API + "/task").status()).isEqualTo(200);
        assertThat(browser.get(API + "/user").status()).as("no more than her groups may").isEqualTo(403);
    }

    @Test
    void csrfProtectionAndSignOutHoldForSuchASession() {
        PROVIDER.vouchFor(Map.of("preferred_username", "zhaoli", "office_groups", List.of("wjw")));
        Visitor lured = Visitor.browsing(port);
        lured.get(TASKLIST, "Accept", "text/html");
        assertThat(lured.post(API + "/task", "{}").status()).isEqualTo(403);

        Visitor browser = Visitor.browsing(port);
        browser.get(TASKLIST, "Accept", "text/html");
        String token = browser.cookie("XSRF-TOKEN").orElseThrow();
        assertThat(browser.post(API + "/task", "{}", "X-XSRF-TOKEN", token).status()).isEqualTo(200);
        String signOut = "/camunda/api/admin/auth/user/openid/logout";
        assertThat(browser.send("POST", signOut, BodyPublishers.noBody(), "X-XSRF-TOKEN", token).status())
                .isBetween(200, 204);
        Answer afterwards = browser.get(API + "/task");
        assertThat(afterwards.status()).isEqualTo(401);
        assertThat(afterwards.isClearRefusal()).as("%s", afterwards).isTrue();
    }

    @Test
    void membershipsFollowTheProviderAtEachSignIn() {
        PROVIDER.vouchFor(Map.of("preferred_username", "zhaoli", "office_groups", List.of("wjw", "kjj")));
        Visitor.browsing(port).get(TASKLIST, "Accept", "text/html");
        assertThat(groups("zhaoli")).containsExactlyInAnyOrder("wjw", "kjj");

        PROVIDER.vouchFor(Map.of("preferred_username", "zhaoli", "office_groups", List.of("czj")));
        Visitor.browsing(port).get(TASKLIST, "Accept", "text/html");
        assertThat(groups("zhaoli")).containsExactly("czj");
    }

    @Test
    void whoHasNoNameThatTheOfficeCanUseIsRefusedInChinese() {
        for (Map<String, Object> person : List.of(
                Map.<String, Object>of("name", "无名"), Map.<String, Object>of("preferred_username", "a b<script>"))) {
            PROVIDER.vouchFor(person);
            Visitor browser = Visitor.browsing(port);

            Answer page = browser.get(TASKLIST, "Accept", "text/html");

            assertThat(page.status()).as("%s", page).isEqualTo(403);
            assertThat(page.isChinesePage()).isTrue();
            assertThat(page.body()).contains("尚未在本系统开通");
            assertThat(browser.get(API + "/task").status()).isEqualTo(401);
        }
    }

    @Test
    void whoeverDidNotComeFromTheProviderIsNotLetIn() {
        Visitor browser = Visitor.anonymous(port);

        assertThat(browser.get(API + "/task").status()).isEqualTo(401);
        assertThat(browser.get(TASKLIST, "Accept", "text/html").status()).isEqualTo(302);
        Answer forged = browser.get("/login/oauth2/code/office?code=x&state=y", "Accept", "text/html");
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.isChinesePage()).as("%s", forged).isTrue();
    }

    @Test
    void unlessUsersAreToBeCreatedTheUnknownAreRefused() {
        OidcPeople people = new OidcPeople(
                request -> new DefaultOidcUser(
                        List.of(),
                        new OidcIdToken(
                                "t",
                                Instant.parse("2026-03-05T00:00:00Z"),
                                Instant.parse("2026-03-05T01:00:00Z"),
                                Map.of("sub", "s", "preferred_username", "stranger"))),
                identity,
                new OidcProperties("preferred_username", "name", null, false));

        assertThatThrownBy(() -> people.loadUser(null)).isInstanceOf(OAuth2AuthenticationException.class);
        assertThat(identity.createUserQuery().userId("stranger").count()).isZero();
    }

    private List<String> groups(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }
}
