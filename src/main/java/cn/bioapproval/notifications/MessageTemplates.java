package cn.bioapproval.notifications;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The messages of every event type that has any, from {@code notifications/<event type>.yaml}. */
@Component
class MessageTemplates {

    private final Map<String, List<MessageTemplate>> byEventType = new HashMap<>();

    MessageTemplates() {
        var yaml = new ObjectMapper(new YAMLFactory());
        String file = "notifications/*.yaml";
        try {
            for (Resource each : new PathMatchingResourcePatternResolver().getResources("classpath*:" + file)) {
                file = Objects.requireNonNull(each.getFilename());
                byEventType.put(
                        file.replaceFirst("\\.yaml$", ""),
                        yaml.readValue(each.getContentAsString(StandardCharsets.UTF_8), new TypeReference<>() {}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Message templates cannot be read: " + file, e);
        }
    }

    List<MessageTemplate> of(String eventType) {
        return byEventType.getOrDefault(eventType, List.of());
    }

    Map<String, List<MessageTemplate>> all() {
        return byEventType;
    }
}
