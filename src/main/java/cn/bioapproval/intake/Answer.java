package cn.bioapproval.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was filled in for one field, in the words of the form.
 *
 * @param path     where the value stands in the data, tells it apart from others of the same form
 * @param section  heading under which the form asks for it; {@code null} if none
 * @param label    what people call the field; in a list with the number of the row
 * @param values   as people read them: labels of options, 2026年3月5日, 12.5 万元; several for a checklist
 * @param decision whether it is a choice that the process follows
 */
public record Answer(String path, @Nullable String section, String label, List<String> values, boolean decision) {

    public Answer {
        values = List.copyOf(values);
    }

    /** All values in one line. */
    public String text() {
        return String.join("、", values);
    }
}
