package cn.bioapproval.entrance;

import cn.bioapproval.database.DataHome;
import cn.bioapproval.engine.DemoUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;

/** {@code /}: what this is, the doors, and on the embedded database who may try it and the clock. */
@Controller
class Entrance {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final String BEGIN_DEMO = "<!-- demo -->";
    private static final String END_DEMO = "<!-- /demo -->";

    private final DataHome home;
    private final DemoClock clock;
    private final DemoUsers users;
    private final String page;

    Entrance(DataHome home, DemoClock clock, DemoUsers users) throws IOException {
        this.home = home;
        this.clock = clock;
        this.users = users;
        this.page = new ClassPathResource("entrance/start.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping(path = "/", produces = "text/html;charset=UTF-8")
    ResponseEntity<String> start() {
        DemoClock.Reading reading = clock.read();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body((home.embedded() ? page : withoutDemo())
                        .replace("{{today}}", DATE.format(reading.now()))
                        .replace("{{turned}}", String.valueOf(reading.turned()))
                        .replace("{{password}}", HtmlUtils.htmlEscape(DemoUsers.PASSWORD))
                        .replace("{{users}}", home.embedded() ? rows() : ""));
    }

    @GetMapping("/start/{file:start\\.(?:css|js)}")
    ResponseEntity<ClassPathResource> file(@PathVariable String file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(
                        file.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource("entrance/" + file));
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<ClassPathResource> icon() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .body(new ClassPathResource("entrance/favicon.svg"));
    }

    private String withoutDemo() {
        StringBuilder plain = new StringBuilder(page);
        for (int begin = plain.indexOf(BEGIN_DEMO); begin >= 0; begin = plain.indexOf(BEGIN_DEMO)) {
            plain.delete(begin, plain.indexOf(END_DEMO, begin) + END_DEMO.length());
        }
        return plain.toString();
    }

    /** One row for each; those who do the same thing stand together. */
    private String rows() {
        Map<String, List<DemoUsers.User>> byStory = users.all().stream()
                .collect(Collectors.groupingBy(DemoUsers.User::story, LinkedHashMap::new, Collectors.toList()));
        return byStory.values().stream().map(Entrance::row).collect(Collectors.joining("\n"));
    }

    private static String row(List<DemoUsers.User> same) {
        DemoUsers.User first = same.get(0);
        DemoUsers.User last = same.get(same.size() - 1);
        boolean several = same.size() > 1;
        return "<tr><td><code>%s</code>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        HtmlUtils.htmlEscape(first.id()),
                        several ? " … <code>" + HtmlUtils.htmlEscape(last.id()) + "</code>" : "",
                        HtmlUtils.htmlEscape(several ? first.name() + " 等 " + same.size() + " 人" : first.name()),
                        HtmlUtils.htmlEscape(String.join("、", first.units())),
                        HtmlUtils.htmlEscape(first.story()));
    }
}
