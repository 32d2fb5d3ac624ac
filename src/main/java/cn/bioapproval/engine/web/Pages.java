package cn.bioapproval.engine.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A plain page in Chinese with a title, a sentence and the way back. */
@Component
class Pages {

    private final String page;

    Pages() throws IOException {
        this.page = new ClassPathResource("pages/notice.html").getContentAsString(StandardCharsets.UTF_8);
    }

    void show(HttpServletResponse response, int status, String title, String text) throws IOException {
        byte[] body = html(title, text).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    String html(String title, String text) {
        return page.replace("{title}", HtmlUtils.htmlEscape(title, "UTF-8"))
                .replace("{text}", HtmlUtils.htmlEscape(text, "UTF-8"));
    }
}
