package cn.bioapproval.intake;

import static org.mockito.Mockito.mock;

import cn.bioapproval.cases.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** Forms written as briefly as a test can read them (single quotes for double ones), and a door on 5 March 2026. */
final class Forms {

    /** 00:30 of 5 March 2026 in Xiamen, still the 4th in Greenwich. */
    static final Instant NOW = Instant.parse("2026-03-04T16:30:00Z");

    static final Door DOOR =
            new Door(new FeelInTests(), mock(Folders.class), Clock.fixed(NOW, ZoneOffset.UTC));

    private Forms() {}

    static FormSchema form(String... components) {
        String json = "{'id': 'test', 'schemaVersion': 16, 'type': 'default', 'components': ["
                + String.join(",", components) + "]}";
        return FormSchema.parse(json.replace('\'', '"'));
    }

    /** Alternating keys and values; null values are kept. */
    static Map<String, Object> values(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i].toString(), pairs[i + 1]);
        }
        return map;
    }

    static Map<String, Object> accepted(FormSchema form, Map<String, Object> submitted) {
        return accepted(form, submitted, Map.of());
    }

    static Map<String, Object> accepted(FormSchema form, Map<String, Object> submitted, Map<String, Object> context) {
        return DOOR.check(form, submitted, context).data().asMap();
    }

    static Refusal refused(FormSchema form, Map<String, Object> submitted) {
        return refused(form, submitted, Map.of());
    }

    static Refusal refused(FormSchema form, Map<String, Object> submitted, Map<String, Object> context) {
        return Assertions.assertThrows(Refusal.class, () -> DOOR.check(form, submitted, context));
    }
}
