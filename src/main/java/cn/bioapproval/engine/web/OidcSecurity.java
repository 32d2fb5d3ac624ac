package cn.bioapproval.engine.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/**
 * Sign-in at the webapps through an OpenID provider, in force only while a client is registered. The webapps keep their own
 * sessions and CSRF tokens; whoever signs out there is signed out altogether.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
class OidcSecurity {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    /** Goes before the chain that leaves the webapps to themselves. */
    @Bean
    @Order(18)
    SecurityFilterChain webappsByOidc(
            HttpSecurity http, IdentityService identity, OidcProperties properties, Pages pages) throws Exception {
        return http.securityMatcher(new OrRequestMatcher(
                        PATH.matcher("/camunda/**"), PATH.matcher("/oauth2/**"), PATH.matcher("/login/oauth2/**")))
                .authorizeHttpRequests(all -> all.requestMatchers(
                                PATH.matcher("/oauth2/**"), PATH.matcher("/login/oauth2/**"))
                        .permitAll()
                        .requestMatchers(
                                PATH.matcher(HttpMethod.GET, "/camunda/lib/**"),
                                PATH.matcher(HttpMethod.GET, "/camunda/assets/**"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.userInfoEndpoint(
                                info -> info.oidcUserService(
                                        new OidcPeople(new OidcUserService(), identity, properties)))
                        .failureHandler((request, response, failure) -> refuse(pages, response, failure)))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        (request, response, refused) ->
                                Answers.refuse(response, 401, "ERR_NOT_PERMITTED", "登录已失效，请刷新页面重新登录。"),
                        PATH.matcher("/camunda/api/**")))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void refuse(Pages pages, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        boolean unknown = failure instanceof OAuth2AuthenticationException oauth
                && OidcPeople.UNKNOWN.equals(oauth.getError().getErrorCode());
        if (unknown) {
            pages.show(response, 403, "无法登录", "您的统一身份账号尚未在本系统开通，请联系系统管理员开通后再登录。");
        } else {
            pages.show(response, 401, "登录未成功", "统一身份认证没有完成，请返回首页重新登录；如仍不成功，请联系系统管理员。");
        }
    }

    /** Tells the webapps who signed in at the provider. */
    @Bean
    FilterRegistrationBean<Filter> webappsKnowWhoSignedIn(IdentityService identity) {
        var registration = new FilterRegistrationBean<Filter>(new SignedIn(new VouchedFor(identity)));
        registration.setName("Sign-in by OpenID provider");
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }

    /** Ends the whole session after the webapps' sign-out (and so after their CSRF check). */
    @Bean
    FilterRegistrationBean<Filter> signOutAltogether() {
        Filter filter = (request, response, chain) -> {
            chain.doFilter(request, response);
            var http = (HttpServletRequest) request;
            boolean signedOut = "POST".equals(http.getMethod())
                    && http.getRequestURI().endsWith("/logout")
                    && ((HttpServletResponse) response).getStatus() < HttpServletResponse.SC_BAD_REQUEST;
            HttpSession session = http.getSession(false);
            if (signedOut && session != null) {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        };
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName("Sign-out altogether");
        registration.addServletNames("Admin Api");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        return registration;
    }

    private static final class SignedIn extends ContainerBasedAuthenticationFilter {

        SignedIn(AuthenticationProvider provider) {
            this.authenticationProvider = provider;
        }

        @Override
        public void init(FilterConfig configuration) {
            // The provider is given, not named.
        }
    }

    /** The user of the current OpenID session, with the groups she has here. */
    private record VouchedFor(IdentityService identity) implements AuthenticationProvider {

        @Override
        public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
            Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
            if (!(signedIn instanceof OAuth2AuthenticationToken)
                    || identity.createUserQuery().userId(signedIn.getName()).count() == 0) {
                return AuthenticationResult.unsuccessful();
            }
            AuthenticationResult result = new AuthenticationResult(signedIn.getName(), true);
            result.setGroups(RestSecurity.groupsOf(identity, signedIn.getName()));
            return result;
        }

        @Override
        public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
            // The status says it; the page then asks the provider.
        }
    }
}
