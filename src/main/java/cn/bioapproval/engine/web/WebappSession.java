package cn.bioapproval.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever is signed in at Tasklist is signed in at {@code /api/**} too. What changes something must carry the session's
 * CSRF token in the header {@code X-XSRF-TOKEN}, as at the webapps' own interface.
 */
final class WebappSession extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        String user = session == null || request.getHeader("Authorization") != null ? null : userOf(session);
        if (session != null && user != null) {
            if (!READS.contains(request.getMethod()) && !carriesToken(request, session)) {
                Answers.refuse(response, 403, "ERR_NOT_PERMITTED", "页面已过期，请刷新页面后重新操作。");
                return;
            }
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, List.of()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String userOf(HttpSession session) {
        Authentications signedIn = AuthenticationUtil.getAuthsFromSession(session);
        return signedIn == null
                ? null
                : signedIn.getAuthentications().stream()
                        .findFirst()
                        .map(UserAuthentication::getIdentityId)
                        .orElse(null);
    }

    private static boolean carriesToken(HttpServletRequest request, HttpSession session) {
        String sent = request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME);
        return sent != null
                && session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME) instanceof String token
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
