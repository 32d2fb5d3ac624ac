package cn.bioapproval.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A webapp or an engine that does not exist is not found; the webapps themselves would fail. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class WebappAddresses extends OncePerRequestFilter {

    private static final Pattern START_PAGE = Pattern.compile("/camunda/app/([^/]+)/([^/.]+)(?:/(?:setup/?)?)?");
    private static final Pattern APP = Pattern.compile("admin|cockpit|tasklist|welcome");

    private final String engine;

    WebappAddresses(ProcessEngine engine) {
        this.engine = engine.getName();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher page = START_PAGE.matcher(request.getRequestURI());
        if (page.matches() && !(APP.matcher(page.group(1)).matches() && page.group(2).equals(engine))) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}
