package cn.bioapproval.engine.web;

import cn.bioapproval.cases.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nothing in whose address could mean two things: what one filter reads as a path must be what the next one reads.
 * No address of this application needs an escaped slash, a path parameter or a character that PostgreSQL cannot keep.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class CleanRequests extends OncePerRequestFilter {

    private static final Pattern STRANGE_PATH =
            Pattern.compile("//|[;\\\\]|%(?![0-9A-Fa-f]{2})|%(?:2[fFeE]|5[cC]|[01][0-9a-fA-F]|7[fF]|3[bB]|25)|\\.\\.");
    private static final Pattern STRANGE_QUERY = Pattern.compile("%(?![0-9A-Fa-f]{2})|%00");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (STRANGE_PATH.matcher(request.getRequestURI()).find()
                || query != null && STRANGE_QUERY.matcher(query).find()) {
            Answers.refuse(response, 400, RefusalCode.REQUEST_INVALID.value(), "请求地址有误，请从系统页面进入。");
            return;
        }
        chain.doFilter(request, response);
    }
}
