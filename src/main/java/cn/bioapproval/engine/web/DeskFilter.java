package cn.bioapproval.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.bioapproval.cases.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Stands before the engine's REST interface and the webapps' own. What a person does with tasks and start forms is answered
 * by {@link DeskEndpoints}, which speaks the engine's dialect but refuses in Chinese and with the right status; of the rest
 * a person reaches what {@link Reach} lists. What the engine refuses is told again in Chinese.
 */
final class DeskFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(DeskFilter.class);

    private static final Pattern ENGINE_PATH =
            Pattern.compile("(?:/engine-rest(?:/engine/[a-z]+(?=/))?|/camunda/api/engine/engine/[a-z]+(?=/))(/.*)");
    private static final Pattern ENGINES = Pattern.compile("/camunda/api/engine/(engine)/?");

    private final DeskEndpoints endpoints;

    DeskFilter(DeskEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Matcher engine = ENGINE_PATH.matcher(path);
        try {
            if (engine.matches()) {
                HttpServletRequest bounded = BoundedRequest.of(request);
                String enginePath = UriUtils.decode(engine.group(1), UTF_8).replaceFirst("/$", "");
                if (!endpoints.answer(bounded, response, enginePath)) {
                    passOn(bounded, response, chain, enginePath);
                }
            } else {
                if (!Reach.webapps(path) && !ENGINES.matcher(path).matches()) {
                    endpoints.requireAdministrator();
                }
                passOn(isSignIn(request) ? signIn(request) : request, response, chain, path);
            }
        } catch (Refusal refusal) {
            if (response.isCommitted()) {
                throw refusal;
            }
            Answers.refuse(response, refusal);
        } catch (RuntimeException | ServletException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            Refusal refusal = Failures.refusalIn(failure);
            if (refusal != null) {
                Answers.refuse(response, refusal);
            } else {
                String number = UUID.randomUUID().toString().substring(0, 8);
                log.error("Failure {} at {} {}", number, request.getMethod(), path, failure);
                Answers.refuse(response, 500, "ERR_INTERNAL", "系统暂时出错，本次提交没有保存，请稍后重试；如仍出错，请联系管理员并告知编号 " + number + "。");
            }
        }
    }

    private void passOn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
            throws ServletException, IOException {
        Retold answer = new Retold(response);
        chain.doFilter(request, answer);
        if (answer.isFailure()) {
            Failures.Told told = Failures.told(answer.getStatus(), answer.failure(), request.getMethod(), path);
            String message = endpoints.isAdministrator() && told.detail() != null
                    ? told.message() + "（" + told.detail() + "）"
                    : told.message();
            Answers.refuse(response, told.status(), told.code(), message);
        }
    }

    /** The sign-in form is no JSON; what the database cannot keep is no user name and no password either. */
    private static HttpServletRequest signIn(HttpServletRequest request) throws IOException {
        BoundedRequest signIn = BoundedRequest.ofSignIn(request);
        String form = new String(signIn.body(), UTF_8);
        if (form.indexOf(0) >= 0 || form.contains("%00")) {
            throw StrictJson.unreadable();
        }
        return signIn;
    }

    private static boolean isSignIn(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && request.getRequestURI().startsWith("/camunda/api/admin/auth/");
    }
}
