package cn.bioapproval.engine.web;

import cn.bioapproval.engine.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/me}: to pages of ours, who is signed in. */
@RestController
class Me {

    private final SignedIn signedIn;

    Me(SignedIn signedIn) {
        this.signedIn = signedIn;
    }

    /**
     * The person.
     *
     * @param csrfToken what a change through {@code /api/**} must carry in {@code X-XSRF-TOKEN}; only the webapps' pages can
     *                  read it from their cookie. {@code null} without a session
     */
    record Shown(String id, String name, List<String> groups, boolean administrator, @Nullable String csrfToken) {}

    @GetMapping("/api/me")
    Shown me(HttpServletRequest request) {
        SignedIn.Person person = signedIn.person();
        HttpSession session = request.getSession(false);
        Object token = session == null ? null : session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
        return new Shown(
                person.id(),
                signedIn.nameOf(person.id()),
                person.groups(),
                person.isAdministrator(),
                token instanceof String known ? known : null);
    }
}
