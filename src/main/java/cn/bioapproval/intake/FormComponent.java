package cn.bioapproval.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One component of a form, as its author sees it.
 *
 * @param id         id inside the form; may be empty
 * @param type       form-js type, for example {@code textfield}
 * @param path       where its value stands in the data ({@code contact.name}, {@code staff[].name}); null if none
 * @param label      what people see; may be empty
 * @param properties custom properties
 */
public record FormComponent(
        String id, String type, @Nullable String path, String label, Map<String, String> properties) {

    public FormComponent {
        properties = Map.copyOf(properties);
    }
}
