package cn.bioapproval.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the calendar knows of a year.
 *
 * @param provisional whether these are only the days that the law itself fixes (暂定), because the arrangement of the
 *                    year is not loaded; then there is no {@code loadedAt}
 * @param loadedAt    when the arrangement was loaded
 * @param loadedBy    user id of the administrator; {@code null} when it was shipped with the application
 */
public record HolidayYear(
        HolidayArrangement arrangement,
        boolean provisional,
        @Nullable Instant loadedAt,
        @Nullable String loadedBy) {}
