package cn.bioapproval.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Someone who speaks to the application over HTTP, as a browser or a program would. */
final class Visitor {

    static final String DEMO_PASSWORD = "demo-Xm2026";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final int port;
    private final String authorization;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    private Visitor(int port, String authorization, boolean follows) {
        this.port = port;
        this.authorization = authorization;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .followRedirects(follows ? HttpClient.Redirect.ALWAYS : HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** Neither signed in nor keeping anything but cookies. */
    static Visitor anonymous(int port) {
        return new Visitor(port, "", false);
    }

    /** A browser that goes where it is sent. */
    static Visitor browsing(int port) {
        return new Visitor(port, "", true);
    }

    /** A program that sends name and password with each request. */
    static Visitor of(int port, String user) {
        return of(port, user, DEMO_PASSWORD);
    }

    static Visitor of(int port, String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return new Visitor(port, "Basic " + pair, false);
    }

    record Answer(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("No JSON: " + this, e);
            }
        }

        String code() {
            return json().path("code").asText("");
        }

        /** A refusal as people and programs need it: 4xx, a code, and a message in Chinese without our insides. */
        boolean isClearRefusal() {
            return status >= 400
                    && status < 500
                    && code().startsWith("ERR_")
                    && CHINESE.matcher(json().path("message").asText("")).find()
                    && !body.contains("camunda")
                    && !body.contains("Exception");
        }

        boolean isChinesePage() {
            return header("Content-Type").startsWith("text/html")
                    && body.contains("lang=\"zh-CN\"")
                    && CHINESE.matcher(body).find();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        @Override
        public String toString() {
            return response.request().method() + " " + response.request().uri() + " -> " + status + " "
                    + body.substring(0, Math.min(300, body.length()));
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer post(String path, String json, String... headers) {
        return json("POST", path, json, headers);
    }

    Answer json(String method, String path, String json, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return send(method, path, BodyPublishers.ofString(json), all);
    }

    Answer send(String method, String path, BodyPublisher body, String... headers) {
        return send(method, URI.create("http://localhost:" + port + path), body, headers);
    }

    Answer send(String method, URI address, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).method(method, body);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(UTF_8));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + address + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Signs in at a webapp as its sign-in form does; the cookies stay with this visitor. */
    Answer signIn(String app, String user, String password) {
        get("/camunda/app/" + app + "/default/");
        return send(
                "POST",
                "/camunda/api/admin/auth/user/default/login/" + app,
                BodyPublishers.ofString("username=" + user + "&password=" + password),
                "Content-Type", "application/x-www-form-urlencoded",
                "X-XSRF-TOKEN", cookie("XSRF-TOKEN").orElse("none"));
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** What the server answers to these very bytes; addresses that no URI class would let through. */
    static String raw(int port, String request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            in.transferTo(answer);
            return answer.toString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }

    String rawGet(String target) {
        return raw(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: " + authorization
                        + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
    }
}
