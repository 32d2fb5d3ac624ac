package cn.bioapproval.clock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An extension of the running limit.
 *
 * @param days       working days that were added
 * @param decidedBy  user id of who extended it; {@code null} for the system
 */
public record ExtensionReading(int days, String reason, LocalDate decidedOn, @Nullable String decidedBy) {}
