package cn.bioapproval.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One slot of the material checklist (材料清单).
 *
 * @param code     stable, unique within the item, camelCase
 * @param name     Chinese name that people see
 * @param required whether the case is incomplete without it (when {@code when} holds)
 * @param when     FEEL condition over the fields of the application; the slot exists only where it is true;
 *                 {@code null}: always
 * @param note     Chinese hint for the applicant, such as the number of copies
 */
public record Material(
        String code, String name, boolean required, @Nullable String when, @Nullable String note) {}
