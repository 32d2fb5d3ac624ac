package cn.bioapproval.engine.web;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

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
                        Answers.refuse(response, 401, "ERR_NOT_PERMITTED", "请先登录：用户名或密码不正确。")))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
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
                                PATH.matcher(HttpMethod.GET, "/favicon.ico"),
                                PATH.matcher("/error"),
                                PATH.matcher("/api/**"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .build();
    }

    /** Tells the engine who signed in at the REST interface. */
    @Bean
    FilterRegistrationBean<RestAuthentication> restAuthentication(IdentityService identity) {
        var registration = new FilterRegistrationBean<>(new RestAuthentication(identity));
        registration.addUrlPatterns("/engine-rest/*");
        registration.setOrder(0);
        return registration;
    }

    /** Stands before the engine's REST interface, its own and that of the webapps (after their CSRF check). */
    @Bean
    FilterRegistrationBean<DeskFilter> deskFilter(DeskEndpoints endpoints) {
        var registration = new FilterRegistrationBean<>(new DeskFilter(endpoints));
        registration.addUrlPatterns("/engine-rest/*");
        registration.addServletNames("Engine Api");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    static List<String> groupsOf(IdentityService identity, String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }
}
