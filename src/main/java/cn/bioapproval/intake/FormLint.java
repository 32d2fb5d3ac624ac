package cn.bioapproval.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the model check says of a form. */
final class FormLint {

    private final JsonNode form;

    FormLint(JsonNode form) {
        this.form = form;
    }

    List<String> problems() {
        return new ArrayList<>();
    }
}
