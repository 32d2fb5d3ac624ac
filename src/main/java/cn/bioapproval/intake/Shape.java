package cn.bioapproval.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which keys there may be in a JSON object: a tree whose leaves are the parts of the form. */
final class Shape {

    private final Map<String, Shape> children = new LinkedHashMap<>();
    private @Nullable Part part;

    /** The tree of the parts; of two that claim the same place the first has it. */
    static Shape of(List<Part> parts) {
        Shape root = new Shape();
        for (Part part : parts) {
            Shape place = root;
            for (String segment : part.path()) {
                place = place.children.computeIfAbsent(segment, name -> new Shape());
            }
            if (place.part == null && place.children.isEmpty()) {
                place.part = part;
            }
        }
        return root;
    }

    @Nullable Shape child(String key) {
        return children.get(key);
    }

    @Nullable Part part() {
        return part;
    }
}
