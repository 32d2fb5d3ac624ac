package cn.bioapproval.engine.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who may speak to the application over HTTP. The webapps keep their own sessions, CSRF tokens and headers; the REST
 * interface asks for a sign-in with each request; everything else is closed unless opened here.
 */
@Configuration(proxyBeanMethods = false)
class RestSecurity {

    private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

    @Bean
    @Order(10)
    SecurityFilterChain engineRest(HttpSecurity http, EnginePasswords passwords) throws Exception {
        return http.securityMatcher(PATH.matcher("/engine-rest/**"))
                .authenticationProvider(passwords)
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) ->
                        refuseUnknown(response)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> strict(headers, "default-src 'none'; frame-ancestors 'none'"))
                .build();
    }

    /** Our own interface: signed in at the webapps, whose CSRF token then guards every change, or by password. */
    @Bean
    @Order(15)
    SecurityFilterChain ownInterface(HttpSecurity http, EnginePasswords passwords) throws Exception {
        return http.securityMatcher(PATH.matcher("/api/**"))
                .authenticationProvider(passwords)
                .addFilterBefore(new WebappSession(), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) ->
                        refuseUnknown(response)))
                .exceptionHandling(handling -> handling.accessDeniedHandler((request, response, refused) ->
                        Answers.refuse(response, 403, "ERR_NOT_PERMITTED", "您没有此项操作的权限，如确有需要请联系系统管理员。")))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        // The session is the webapps': a new id with each answer would sign the person out there.
                        .sessionFixation(SessionManagementConfigurer.SessionFixationConfigurer::none))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> strict(headers, "default-src 'none'; frame-ancestors 'self'"))
                .build();
    }

    /**
     * The public pages: these addresses without an account, and nothing beside them. No session and no cookie is read,
     * so there is nothing that a foreign page could use in a visitor's name. The officials' page of the register stands
     * among them empty; what it shows it asks of {@code /api/**}.
     */
    @Bean
    @Order(16)
    SecurityFilterChain publicPages(HttpSecurity http) throws Exception {
        return http.securityMatcher(new OrRequestMatcher(
                        PATH.matcher("/progress"),
                        PATH.matcher("/progress/**"),
                        PATH.matcher("/certificates"),
                        PATH.matcher("/certificates/**")))
                .authorizeHttpRequests(all -> all.requestMatchers(
                                PATH.matcher(HttpMethod.GET, "/certificates"),
                                PATH.matcher(HttpMethod.GET, "/certificates/certificates.css"),
                                PATH.matcher(HttpMethod.GET, "/certificates/certificates.js"),
                                PATH.matcher(HttpMethod.GET, "/certificates/register"),
                                PATH.matcher(HttpMethod.GET, "/certificates/register.js"),
                                PATH.matcher(HttpMethod.POST, "/certificates/verify"),
                                PATH.matcher(HttpMethod.POST, "/certificates/search"),
                                PATH.matcher(HttpMethod.GET, "/progress/page.js"),
                                PATH.matcher(HttpMethod.GET, "/progress"),
                                PATH.matcher(HttpMethod.GET, "/progress/progress.css"),
                                PATH.matcher(HttpMethod.GET, "/progress/progress.js"),
                                PATH.matcher(HttpMethod.POST, "/progress/query"),
                                PATH.matcher(HttpMethod.POST, "/progress/supplement"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, refused) ->
                        response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> strict(
                        headers,
                        "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; "
                                + "object-src 'none'"))
                .build();
    }

    /** The webapps guard themselves: session, CSRF token, security headers. */
    @Bean
    @Order(20)
    SecurityFilterChain webapps(HttpSecurity http) throws Exception {
        return http.securityMatcher(PATH.matcher("/camunda/**"))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(all -> all.requestMatchers(
                                PATH.matcher(HttpMethod.GET, "/"),
                                PATH.matcher(HttpMethod.GET, "/start/**"),
                                PATH.matcher(HttpMethod.GET, "/administration/**"),
                                PATH.matcher(HttpMethod.GET, "/favicon.ico"),
                                PATH.matcher("/error"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, refused) ->
                        response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .headers(headers -> strict(
                        headers,
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                                + "frame-ancestors 'self'; form-action 'self'; base-uri 'self'"))
                .build();
    }

    /** Tells the engine who signed in at the REST interface. */
    @Bean
    FilterRegistrationBean<RestAuthentication> restAuthentication(IdentityService identity) {
        var registration = new FilterRegistrationBean<>(new RestAuthentication(identity));
        registration.addUrlPatterns("/engine-rest/*", "/api/*");
        registration.setOrder(0);
        return registration;
    }

    /** JSON for our own interface is bounded and has one meaning, as at the engine's. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> ownJson() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OwnJson());
        registration.addUrlPatterns("/api/*", "/progress/*", "/certificates/*");
        registration.setOrder(1);
        return registration;
    }

    /** Stands before the engine's REST interface, its own and that of the webapps (after their CSRF check). */
    @Bean
    FilterRegistrationBean<DeskFilter> deskFilter(DeskEndpoints endpoints) {
        var registration = new FilterRegistrationBean<>(new DeskFilter(endpoints));
        registration.addUrlPatterns("/engine-rest/*");
        registration.addServletNames("Engine Api", "Admin Api", "Cockpit Api", "Tasklist Api", "Welcome Api");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    /** Broken requests are refused by the server itself; it too speaks Chinese and shows no version. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainErrors.class.getName());
            }
        });
    }

    private static void refuseUnknown(HttpServletResponse response) throws IOException {
        Answers.refuse(response, 401, "ERR_NOT_PERMITTED", "请先登录：用户名或密码不正确，或账号因多次输错被暂时锁定。");
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers, String policy) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    static List<String> groupsOf(IdentityService identity, String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }
}
