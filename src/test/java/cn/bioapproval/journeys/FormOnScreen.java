package cn.bioapproval.journeys;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** A form as a person sees it: fields are found by the words beside them. */
final class FormOnScreen {

    private final Locator form;

    FormOnScreen(Locator form) {
        this.form = form;
        form.waitFor();
    }

    /** Types over what stands in the field, key by key. */
    FormOnScreen types(String label, String text) {
        Locator field = labelled(label);
        field.click();
        field.press("Control+A");
        field.page().keyboard().type(text);
        return this;
    }

    /** Types the day as people write it and leaves the field, so that the calendar closes. */
    FormOnScreen enters(String label, LocalDate day) {
        Locator field = labelled(label);
        field.click();
        field.press("Control+A");
        field.page().keyboard().type(day.toString());
        field.press("Enter");
        field.press("Tab");
        PlaywrightAssertions.assertThat(field).hasValue(day.toString());
        return this;
    }

    /** Picks from a list that folds out. */
    FormOnScreen picks(String label, String option) {
        Locator field = field(label);
        field.locator(".fjs-input-group").click();
        field.locator(".fjs-dropdownlist-item")
                .filter(new Locator.FilterOptions().setHasText(exactly(option)))
                .click();
        PlaywrightAssertions.assertThat(field.locator(".fjs-select-display")).hasText(option);
        return this;
    }

    /** Marks a radio button, or a box of a checklist. */
    FormOnScreen chooses(String label, String... options) {
        for (String option : options) {
            field(label)
                    .locator("label:has(input)")
                    .filter(new Locator.FilterOptions().setHasText(exactly(option)))
                    .locator("input")
                    .check();
        }
        return this;
    }

    FormOnScreen ticks(String label) {
        form.locator(".fjs-form-field-checkbox label")
                .filter(new Locator.FilterOptions().setHasText(exactly(label)))
                .locator("input")
                .check();
        return this;
    }

    String valueOf(String label) {
        return labelled(label).inputValue();
    }

    String chosenIn(String label) {
        return field(label).locator(".fjs-select-display").innerText();
    }

    /** How many boxes of a checklist are ticked. */
    int tickedIn(String label) {
        return field(label).locator("input:checked").count();
    }

    /** What the form says is wrong with the field. */
    Locator errorOf(String label) {
        return field(label).locator(".fjs-form-field-error");
    }

    Locator on() {
        return form;
    }

    private Locator labelled(String label) {
        return field(label).locator("input.fjs-input, textarea").first();
    }

    private Locator field(String label) {
        return form.locator(".fjs-form-field")
                .filter(new Locator.FilterOptions()
                        .setHas(form.page()
                                .locator("label.fjs-form-field-label:not(:has(input))")
                                .filter(new Locator.FilterOptions().setHasText(exactly(label)))));
    }

    /** The whole text, with or without the asterisk of a required field; the browser reads the pattern, not Java. */
    static Pattern exactly(String text) {
        return Pattern.compile("^\\s*" + text.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0") + "\\*?\\s*$");
    }
}
