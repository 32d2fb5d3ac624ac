package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses JSON that is too large, has two meanings or holds what the database cannot keep, before anyone reads it. */
final class OwnJson extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.startsWith("application/json");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest read;
        try {
            read = BoundedRequest.of(request);
            if (read instanceof BoundedRequest bounded) {
                StrictJson.any(bounded.body());
            }
        } catch (Refusal refusal) {
            Answers.refuse(response, refusal);
            return;
        }
        chain.doFilter(read, response);
    }
}
