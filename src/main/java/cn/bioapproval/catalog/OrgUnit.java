package cn.bioapproval.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An organisational unit (单位) that takes part in procedures.
 *
 * @param code      stable code, {@code fda.station}
 * @param name      Chinese name that people see
 * @param parent    name of the authority above it, as people write it; {@code null} if none is told
 * @param group     candidate group of its clerks
 * @param leadGroup candidate group of its heads; {@code null}: it has none of its own
 * @param validFrom first day, office time
 * @param validTo   last day; {@code null}: open
 * @param confirmed whether the process owner has confirmed it; otherwise it is marked 待确认
 * @param source    where it is written
 */
public record OrgUnit(
        String code,
        String name,
        Kind kind,
        @Nullable String parent,
        String group,
        @Nullable String leadGroup,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        boolean confirmed,
        String source) {

    /** What kind of unit it is. */
    public enum Kind {
        STATION("服务工作站"),
        DEPARTMENT("工作部"),
        CENTER("分中心"),
        OFFICE("办公室"),
        BUREAU("局机关");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The Chinese name that people see. */
        public String label() {
            return label;
        }
    }

    /** Whether it exists on that day. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
