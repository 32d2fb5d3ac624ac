package cn.bioapproval.engine.web;

import cn.bioapproval.cases.Refusal;
import cn.bioapproval.cases.RefusalCode;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request whose body was read once, up to a limit, so that an oversized one never reaches anything that parses it. */
final class BoundedRequest extends HttpServletRequestWrapper {

    /** No form is as large as half a megabyte. */
    static final int LIMIT = 512 * 1024;

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private static final Pattern JSON =
            Pattern.compile("application/json(?:\\s*;\\s*charset=\"?utf-8\"?)?", Pattern.CASE_INSENSITIVE);

    private final byte[] body;

    private BoundedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /**
     * Reads the body.
     *
     * @throws Refusal {@code ERR_REQUEST_TOO_LARGE} if it is larger than the limit, {@code ERR_REQUEST_INVALID} if it is
     *                 compressed or no JSON; deployments by an administrator are not JSON and pass unread
     */
    static HttpServletRequest of(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (WITHOUT_BODY.contains(request.getMethod()) || type != null && type.startsWith("multipart/")) {
            return request;
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "不接受压缩的内容，请按原文提交。");
        }
        byte[] body = read(request);
        if (body.length > 0 && !isJson(type)) {
            throw Refusal.invalid(RefusalCode.REQUEST_INVALID, "提交的内容格式应为 application/json。");
        }
        return new BoundedRequest(request, body);
    }

    /** Reads the form of a sign-in; its parameters are not touched, so that whoever answers it reads them. */
    static BoundedRequest ofSignIn(HttpServletRequest request) throws IOException {
        return new BoundedRequest(request, read(request));
    }

    private static byte[] read(HttpServletRequest request) throws IOException {
        byte[] body = request.getContentLengthLong() > LIMIT
                ? new byte[LIMIT + 1]
                : request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw Refusal.tooLarge(RefusalCode.REQUEST_TOO_LARGE, "提交的内容过大（上限 512 KB），请精简后重新提交。");
        }
        return body;
    }

    private static boolean isJson(@Nullable String type) {
        return type == null || JSON.matcher(type).matches();
    }

    byte[] body() {
        return body;
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return bytes.read(into, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("The body is already read");
            }
        };
    }
}
