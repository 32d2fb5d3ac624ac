package cn.bioapproval.engine.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is shown when a request led nowhere: a page in Chinese, or JSON to programs; never anything of our insides. */
@Controller
final class ErrorPages implements ErrorController {

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @RequestMapping("/error")
    void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known ? known : 404;
        Failures.Told told = Failures.told(status, new byte[0], request.getMethod(), "");
        if (wantsPage(request)) {
            pages.show(response, told.status(), title(told.status()), told.message());
        } else {
            Answers.refuse(response, told.status(), told.code(), told.message());
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        boolean program = path.startsWith("/engine-rest") || path.startsWith("/api/") || path.startsWith("/camunda/api/");
        return !program && accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "请先登录";
            case 403 -> "无权访问";
            case 404 -> "页面不存在";
            case 500, 502, 503 -> "系统暂时出错";
            default -> "请求有误";
        };
    }
}
