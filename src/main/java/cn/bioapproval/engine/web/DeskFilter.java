package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the engine's REST interface. What a person does with tasks and start forms is answered by
 * {@link DeskEndpoints}, which speaks the engine's dialect but refuses in Chinese and with the right status; other writes
 * are for administrators; reads go on to the engine, which shows each person her own.
 */
final class DeskFilter extends OncePerRequestFilter {

    private static final Pattern ENGINE_PATH =
            Pattern.compile("(?:/engine-rest(?:/engine/[a-z]+)?|/camunda/api/engine/engine/[a-z]+)(/.*)");
    private static final Pattern STRANGE = Pattern.compile("//|[;\\\\]|%(?![0-9A-Fa-f]{2})|%(?:2[fF]|5[cC]|00|2[eE]|3[bB])|\\.\\.");

    private final DeskEndpoints endpoints;

    DeskFilter(DeskEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        try {
            if (STRANGE.matcher(path).find()) {
                throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "请求地址有误。");
            }
            Matcher engine = ENGINE_PATH.matcher(path);
            String enginePath = engine.matches() ? engine.group(1).replaceFirst("/+$", "") : "";
            HttpServletRequest bounded = BoundedRequest.of(request);
            if (!endpoints.answer(bounded, response, enginePath)) {
                chain.doFilter(bounded, response);
            }
        } catch (Refusal refusal) {
            if (response.isCommitted()) {
                throw refusal;
            }
            Answers.refuse(response, refusal);
        }
    }
}
